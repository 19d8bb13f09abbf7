// Settings before the first paint; then menu, copying and sharing. The search and the settings' own dialog come
// with panels.js when somebody opens one. All texts stand in the templates.
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

    // Dialogs
    const board = find("#besked");
    let panels;
    for (const opener of all("[data-opens]")) {
      opener.addEventListener("click", async () => {
        try {
          panels ??= import("./panels.js");
          (await panels).open(opener.dataset.opens, { names, apply, stored, store, say });
        } catch {
          panels = undefined;
          say(board, board.dataset.failed);
        }
      });
    }

    // Copy and share
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
