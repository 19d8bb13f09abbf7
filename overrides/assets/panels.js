// The two dialogs and what they do. The build puts search.js before it, and in it what stands in
// overrides/macros/panels.html and panels.css.
const markup = MARKUP;
const styles = STYLES;

const find = (selector, within = document) => within.querySelector(selector);

const build = ({ names, apply, stored, store, say }) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.body.insertAdjacentHTML("beforeend", markup);

  // The browser keeps focus inside, closes on Escape and gives focus back
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }

  // Reading settings
  const form = find(".settings");
  const formStatus = find("[role=status]", form);
  const current = stored();
  for (const name of names) if (current[name]) form.elements[name].value = current[name];
  const keep = (text) => {
    const settings = Object.fromEntries(new FormData(form));
    apply(settings);
    store(settings);
    say(formStatus, text);
  };
  form.addEventListener("change", () => keep(formStatus.dataset.saved));
  form.addEventListener("reset", () => setTimeout(() => keep(formStatus.dataset.reset)));

  searching();
};

const home = new URL("..", import.meta.url);
const AT_ONCE = 10;

const searching = () => {
  const panel = find("#soeg");
  const field = find("input", panel);
  const status = find("[role=status]", panel);
  const list = find("ol", panel);
  const [more, again, instead, none] = [".search-more", ".search-again", ".search-instead", ".search-none"].map((one) => find(one, panel));
  const link = find(".search-link a", panel);
  const row = find("template", panel).content;
  let loading, index, hits = [];

  // The index is asked for when the dialog opens, and again when that failed
  const load = () => loading ??= fetch(new URL("soeg.json", home), { signal: AbortSignal.timeout(60000) })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((found) => { index = found; return new Search(found); });

  // The address names the search, so that it can be shared and that Back brings it back
  const remember = (asked) => {
    const here = new URL(location);
    if (asked) here.searchParams.set("q", asked);
    else here.searchParams.delete("q");
    if (here.href !== location.href) history.replaceState(null, "", here);
    link.href = `${home}?q=${encodeURIComponent(asked)}`;
  };
  const item = ({ entry, id, heading, pieces, opens }) => {
    const made = row.cloneNode(true);
    const [to, where, text] = ["a", ".result-place", "p"].map((one) => find(one, made));
    const way = new URL(entry.u.slice(1), home);
    if (id) way.hash = id;
    // The browser goes to the words themselves, and where it does not find them to the place
    const words = encodeURIComponent(opens).replace(/-/g, "%2D");
    to.href = way.href + (words && (id || !entry.k) && "fragmentDirective" in document ? `${way.hash ? "" : "#"}:~:text=${words}` : "");
    to.textContent = entry.t;
    where.textContent = list.dataset[entry.k] ?? (heading === entry.t ? "" : heading);
    if (!where.textContent) where.remove();
    if (entry.m && index.tiles[entry.m]) find(".result-tile", made).innerHTML = index.tiles[entry.m];
    text.append(...pieces.map((piece, number) => {
      if (number % 2 === 0) return piece;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    }));
    return made;
  };
  const show = (count) => {
    const from = list.children.length;
    list.append(...hits.slice(from, from + count).map(item));
    more.hidden = list.children.length >= hits.length;
  };
  const clear = () => {
    hits = [];
    list.replaceChildren();
    more.hidden = again.hidden = instead.hidden = none.hidden = link.parentElement.hidden = true;
  };
  const look = async (count = AT_ONCE) => {
    const asked = field.value.trim();
    remember(asked);
    if (asked.length < 2) {
      clear();
      status.textContent = "";
      return;
    }
    const { wait, one, some, failed } = status.dataset;
    again.hidden = true;
    if (!index) status.textContent = wait;
    try {
      const search = await load();
      // Whatever was typed meanwhile is looked for by its own call
      if (asked !== field.value.trim()) return;
      const found = search.find(field.value.trimStart());
      clear();
      hits = found.hits;
      show(count);
      link.parentElement.hidden = !hits.length;
      none.hidden = hits.length > 0;
      instead.hidden = !found.instead;
      find("button", instead).textContent = found.instead;
      const counted = hits.length === 1 ? one : some.replace("#", hits.length);
      status.textContent = hits.length ? `${found.instead && status.dataset.instead.replace("#", found.instead)} ${counted}`.trim() : status.dataset.none;
    } catch {
      loading = undefined;
      clear();
      status.textContent = failed;
      again.hidden = false;
    }
  };
  const links = () => [...list.querySelectorAll("a")];

  for (const each of panel.querySelectorAll("[data-page]")) each.href = new URL(each.dataset.page, home);
  field.addEventListener("input", () => look());
  again.addEventListener("click", () => { field.focus(); look(); });
  find("button", instead).addEventListener("click", ({ target }) => { field.value = target.textContent; field.focus(); look(); });
  find(".search-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await look();
    // On a screen of glass the keyboard covers what was found
    if (matchMedia("(pointer: coarse)").matches) field.blur();
    else links()[0]?.click();
  });
  panel.addEventListener("keydown", (event) => {
    // A search field would spend the first Escape on emptying itself
    if (event.key === "Escape") { event.preventDefault(); panel.close(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...links()], now = stops.indexOf(document.activeElement);
    if (!step || now < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, now + step))].focus();
  });
  // Who comes back finds what was there, at the hit that was opened
  list.addEventListener("click", ({ target }) => {
    const chosen = links().indexOf(target.closest("a"));
    if (chosen >= 0) history.replaceState({ chosen, shown: list.children.length }, "", location);
  });
  panel.addEventListener("close", () => remember(""));
  more.addEventListener("click", () => {
    const next = list.children.length;
    show(AT_ONCE);
    links()[next].focus();
  });
  panel.start = async (asked) => {
    const { chosen, shown } = history.state ?? {};
    if (asked) field.value = asked;
    if (asked || field.value) {
      await look(shown);
      links()[chosen]?.focus();
    } else load().catch(() => { loading = undefined; });
  };
};

let built;
export const open = (id, kit, asked) => {
  built ??= build(kit) ?? true;
  const dialog = document.getElementById(id);
  if (!dialog.open) dialog.showModal();
  dialog.start?.(asked);
};

// What somebody may have meant whose address leads nowhere: its place in the site if only signs and capitals differ,
// else the nearest pages, and the words in it.
export const meant = (path, pages) => {
  const plain = (address) => `/${fold(address).replace(/(index)?\.(html?|md|php|aspx)$/, "").split(/[^a-z0-9]*\/[^a-z0-9]*|[^a-z0-9-]+/).filter(Boolean).join("/")}/`.replace("//", "/");
  const last = (address) => address.split("/").at(-2) ?? "";
  const wanted = plain(path), name = last(wanted), known = Object.keys(pages);
  const same = known.filter((one) => plain(one) === wanted);
  const called = known.filter((one) => name && last(one) === name);
  const exact = same[0] ?? (called.length === 1 ? called[0] : undefined);
  const parts = new Set(name.split("-").filter((part) => part.length > 3));
  const named = [...called, ...known.filter((one) => last(one).split("-").some((part) => parts.has(part)))];
  const far = (one) => Math.min(slips(one, wanted, 9), name ? slips(last(one), name, 9) + .5 : 9);
  const near = known.filter((one) => far(one) <= Math.max(1.5, Math.min(4, name.length / 3))).sort((one, other) => far(one) - far(other));
  return { exact, near: [...new Set([...named, ...near])].slice(0, 4), words: wordsOf(name.replace(/-/g, " ")).join(" ") };
};
