// What happens when somebody uses the page: menu, copying and sharing. first.js fetches this at the first sign of a
// reader, and hands every click to `act`. The search and the settings' own dialog come with panels.js when somebody
// opens one. All texts stand in the templates.
const root = document.documentElement;
const names = ["text", "spacing", "look", "scheme"];
const key = "laesevisning";

const apply = (settings) => {
  for (const name of names) {
    if (settings[name]) root.dataset[name] = settings[name];
    else delete root.dataset[name];
  }
};
const stored = () => {
  try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; }
};
const store = (settings) => {
  try { localStorage.setItem(key, JSON.stringify(settings)); } catch { /* kept for this page only */ }
};

const find = (selector, within = document) => within.querySelector(selector);
const board = find("#besked");
const say = (place, text) => { place.textContent = ""; requestAnimationFrame(() => { place.textContent = text; }); };

// A browser that can put the site on a home screen asks for this; no page waits for it.
const manifest = document.createElement("link");
manifest.rel = "manifest";
manifest.href = new URL("../site.webmanifest", import.meta.url);
document.head.append(manifest);

// Menu
const button = find(".menu-button");
const isOpen = () => root.classList.contains("menu-open");
const toggle = (open) => {
  root.classList.toggle("menu-open", open);
  button.setAttribute("aria-expanded", open);
};
find(".masthead").addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isOpen()) { toggle(false); button.focus(); }
});

// Dialogs
let panels;
const open = async (id) => {
  try {
    panels ??= import("./panels.js");
    (await panels).open(id, { names, apply, stored, store, say });
  } catch {
    panels = undefined;
    say(board, board.dataset.failed);
  }
};

// Copy and share
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    say(board, board.dataset.copied);
  } catch {
    say(board, board.dataset.failed);
  }
};
const share = ({ share: url, title }) => navigator.share({ url, title }).catch(() => {});

const acts = {
  ".menu-button": () => toggle(!isOpen()),
  "[data-opens]": ({ dataset }) => open(dataset.opens),
  "[data-copy]": ({ dataset }) => copy(dataset.copy),
  "[data-share]": ({ dataset }) => share(dataset),
  // The link leads to its place in any case; where copying is impossible, that is all it does.
  ".link-to": ({ href }) => navigator.clipboard && copy(href),
};
export const act = ({ target }) => {
  for (const [selector, does] of Object.entries(acts)) {
    const found = target.closest?.(selector);
    if (found) does(found);
  }
};
