// The two dialogs and what they do. The build puts in what stands in overrides/macros/panels.html and panels.css.
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

  // Search
  const panel = find("#soeg");
  const field = find("input", panel);
  const status = find("[role=status]", panel);
  const list = find("ol", panel);
  const more = find(".search-more", panel);
  const row = find("template", panel).content;
  let engine;
  let hits = [];

  // An excerpt is text with <mark> in it: take those two apart, and let nothing else through
  const excerpt = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map((node) => {
    // What the index leaves out leaves a space behind, also before a full stop
    if (node.nodeName !== "MARK") return node.textContent.replace(/ (?=[.,:;])/g, "");
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
  const show = async () => {
    const wanted = hits;
    const from = list.children.length;
    const pages = await Promise.all(wanted.slice(from, from + 3).map((hit) => hit.data()));
    if (wanted !== hits) return;
    for (const page of pages) {
      const item = row.cloneNode(true);
      const link = find("a", item);
      link.href = page.url;
      link.textContent = page.meta.title;
      find("p", item).append(...excerpt(page.excerpt));
      list.append(item);
    }
    more.hidden = list.children.length >= hits.length;
  };
  const search = async () => {
    const words = field.value.trim();
    try {
      if (words && !engine) {
        status.textContent = status.dataset.wait;
        engine = await import("../pagefind/pagefind.js");
          // A worker would be another download, for a search that takes a few milliseconds
          await engine.options({ noWorker: true });
      }
      const found = words ? await engine.debouncedSearch(words, {}, 150) : { results: [] };
      if (!found || words !== field.value.trim()) return;
      hits = found.results;
      list.replaceChildren();
      const { none, one, some } = status.dataset;
      status.textContent = !words ? "" : [none, one][hits.length] || some.replace("#", hits.length);
      await show();
    } catch {
      engine = undefined;
      status.textContent = status.dataset.failed;
    }
  };
  field.addEventListener("input", search);
  find(".search-form").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  // A search field would spend the first Escape on emptying itself
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); panel.close(); }
  });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    await show();
    find("a", list.children[next]).focus();
  });
};

let built;
export const open = (id, kit) => {
  built ??= build(kit) ?? true;
  document.getElementById(id).showModal();
};
