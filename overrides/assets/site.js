// What happens when somebody uses the page: copying and sharing. first.js fetches this at the first click, and
// hands every click to `act`. The search and the settings' own dialog come with panels.js when somebody opens one, reading
// aloud with aloud.js. All
// texts stand in the templates: the build puts in what stands in overrides/macros/board.html.
const root = document.documentElement;
const names = ["text", "spacing", "width", "face", "look", "scheme"];
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
find("footer").insertAdjacentHTML("beforeend", BOARD);
const board = find("#besked");
Object.assign(board.dataset, find("#henvis-mere").dataset);
const say = (place, text) => { place.textContent = ""; requestAnimationFrame(() => { place.textContent = text; }); };
// What the board says, it says for a while.
let leaving;
const tell = (what) => {
  say(board, board.dataset[what]);
  clearTimeout(leaving);
  leaving = setTimeout(() => { board.textContent = ""; }, 6000);
};

// A browser that can put the site on a home screen asks for these; no page waits for them.
for (const [rel, file] of [["manifest", "site.webmanifest"], ["apple-touch-icon", "apple-touch-icon.png"]]) {
  const link = document.createElement("link");
  Object.assign(link, { rel, href: new URL(`../${file}`, import.meta.url) });
  document.head.append(link);
}

// What the device can do, its buttons may show.
root.classList.toggle("shares", "share" in navigator);

// Dialogs
let panels, tries = 0;
// A browser may remember that a file failed, so another try has another address.
const dialogs = async () => {
  try {
    return await (panels ??= import("./panels.js" + (tries ? `?${tries}` : "")));
  } catch (failure) {
    panels = undefined;
    tries++;
    throw failure;
  }
};
const open = async (id, asked) => {
  try {
    (await dialogs()).open(id, { names, apply, stored, store, say }, asked);
    say(board, "");
  } catch {
    tell("failed");
  }
};

// Read aloud
const readAloud = async () => {
  try {
    (await import("./aloud.js")).start();
  } catch {
    say(board, board.dataset.failed);
  }
};

// Copy and share
const copy = async (text, done = "copied") => {
  try {
    await navigator.clipboard.writeText(text);
    tell(done);
  } catch {
    tell("failed");
  }
};
const copied = { link: () => find("[rel=canonical]").href, cite: () => find(".cite").textContent };
// A citation ends in the page's address.
const cite = (address) => find("#hel-henvisning")?.checked
  ? copy(copied.cite().trim().replace(/\S+$/, address), "cited")
  : copy(address, "linked");
// »Henvis og ret« is remembered until it is closed.
const mode = find(".cite-mode");
find("#henvis")?.append(find("#henvis-mere").content);
const keep = (open) => {
  try { open ? localStorage.setItem("henvis", "1") : localStorage.removeItem("henvis"); } catch { /* for this page only */ }
};
const remember = () => {
  try { if (mode && localStorage.henvis) mode.open = true; } catch { /* nothing is kept */ }
};
const share = () => navigator.share({ url: copied.link(), title: document.title, text: find("[name=description]")?.content }).catch(() => {});

const acts = {
  "[data-opens]": ({ dataset }) => open(dataset.opens, dataset.asks),
  "[data-reads]": readAloud,
  "[data-copy]": ({ dataset }) => copy(copied[dataset.copy]()),
  "[data-copies]": ({ dataset }) => copy(find(dataset.copies).value),
  "[data-prints]": () => print(),
  ".needs-share": share,
  // The link leads to its place in any case; where copying is impossible, that is all it does.
  ".link-to": ({ href }) => navigator.clipboard && cite(href),
  ".cite-mode > summary": () => keep(mode.open),
  "[href='#henvis']": () => { mode.open = true; keep(true); },
};
// An address that leads to nothing may be that of a fact that has moved, or of one that was removed for good. Of those
// the site keeps only hashes, so that no list names what is gone.
const hash = async (text) => {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
const missing = async () => {
  try {
    const home = new URL("..", import.meta.url);
    const path = decodeURI(`/${location.pathname.slice(home.pathname.length)}`), id = decodeURIComponent(location.hash.slice(1));
    const { moved, gone, pages } = await (await fetch(new URL("adresser.json", home))).json();
    const removed = async () => gone.length && (gone.includes(await hash(id)) || gone.includes(await hash(path)));
    const target = moved[`${path}#${id}`] ?? ((await removed()) && "/fjernet/");
    if (target) location.replace(new URL(target.slice(1), home));
    else if (find("#mente-du")) await suggest(path, pages, home);
  } catch { /* the page stays as it is */ }
};

// On the page that says that nothing is here: what was meant.
const suggest = async (path, pages, home) => {
  const { exact, near, words } = (await dialogs()).meant(path, pages);
  if (exact) return location.replace(new URL(exact.slice(1), home) + location.hash);
  const offer = find("#mente-du");
  const list = document.createElement("ul");
  for (const address of near) {
    const link = Object.assign(document.createElement("a"), { href: new URL(address.slice(1), home), textContent: pages[address] });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  if (near.length) offer.append(list);
  offer.hidden = !near.length;
  for (const button of document.querySelectorAll("main [data-opens=soeg]")) button.dataset.asks = words;
};

export const act = ({ target, type }) => {
  if (type === "load") {
    remember();
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) open("soeg", asked);
    else if (!find(location.hash[1] ? ":target" : "[rel=canonical]")) missing();
  }
  for (const [selector, does] of Object.entries(acts)) {
    const found = target.closest?.(selector);
    if (found) does(found);
  }
};
