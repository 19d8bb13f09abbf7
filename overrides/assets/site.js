// Settings before the first paint; then menu, dialogs, search, copying. All texts stand in the templates.
(() => {
  "use strict";
  const root = document.documentElement;
  const names = ["text", "spacing", "look", "scheme"];
  const key = "laesevisning";

  const apply = (settings) => {
    for (const name of names) {
      if (settings[name]) root.dataset[name] = settings[name];
      else delete root.dataset[name];
    }
  };
  // A browser may forbid storage altogether; the page works without it.
  const stored = () => {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; }
  };
  const store = (settings) => {
    try { localStorage.setItem(key, JSON.stringify(settings)); } catch { /* kept for this page only */ }
  };

  root.classList.add("js");
  apply(stored());

  const start = () => {
    const find = (selector, within = document) => within.querySelector(selector);
    const all = (selector) => document.querySelectorAll(selector);
    const say = (place, text) => { place.textContent = ""; requestAnimationFrame(() => { place.textContent = text; }); };

    // Menu
    const button = find(".menu-button");
    const isOpen = () => root.classList.contains("menu-open");
    const toggle = (open) => {
      root.classList.toggle("menu-open", open);
      button.setAttribute("aria-expanded", open);
    };
    button.addEventListener("click", () => toggle(!isOpen()));
    find(".masthead").addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isOpen()) { toggle(false); button.focus(); }
    });

    // Dialogs: the browser keeps focus inside, closes on Escape and gives focus back
    for (const opener of all("[data-opens]")) {
      opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
    }
    for (const dialog of all("dialog")) {
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
      if (node.nodeName !== "MARK") return node.textContent;
      const mark = document.createElement("mark");
      mark.textContent = node.textContent;
      return mark;
    });
    const show = async () => {
      const wanted = hits;
      const from = list.children.length;
      const pages = await Promise.all(wanted.slice(from, from + 8).map((hit) => hit.data()));
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
          engine = await import(new URL(panel.dataset.pagefind, document.baseURI));
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

    // Copy and share
    const board = find("#besked");
    const copy = (text) => navigator.clipboard.writeText(text)
      .then(() => say(board, board.dataset.copied), () => say(board, board.dataset.failed));
    if (navigator.clipboard) {
      for (const copier of all("[data-copy]")) {
        copier.hidden = false;
        copier.addEventListener("click", () => copy(copier.dataset.copy));
      }
      for (const link of all(".link-to")) link.addEventListener("click", () => copy(link.href));
    }
    if (navigator.share) {
      for (const sharer of all("[data-share]")) {
        sharer.hidden = false;
        sharer.addEventListener("click", () => {
          navigator.share({ url: sharer.dataset.share, title: sharer.dataset.title }).catch(() => {});
        });
      }
    }
  };
  document.addEventListener("DOMContentLoaded", start);
})();
