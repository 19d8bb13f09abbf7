// Stands in every page, before the first paint: the reader's own settings. All else comes with the first click, in
// site.js, which has the style sheet's name; so no page waits for it.
// The policy lets it add a script to the page, and not name one to import that is not there yet.
// A browser may forbid storage altogether; the page works without it.
let cites;
try { cites = localStorage.henvis, Object.assign(document.documentElement.dataset, JSON.parse(localStorage.laesevisning)) } catch { /* nothing is kept */ }
const add = what => document.head.append(Object.assign(document.createElement("script"), what));
let tries = "";
const act = event => {
  // Who opens something is told at once that it comes, or that it does not.
  const board = event.target.closest?.("[data-opens]") && document.querySelector("#besked");
  if (board) board.textContent = board.dataset.wait;
  add({
    type: "module",
    src: document.styleSheets[0].href.slice(0, -3) + "js" + tries,
    onload() { import(this.src).then(site => site.act(event)); },
    // A browser may remember that a file failed, so another try has another address.
    onerror() { tries += "?"; if (board) board.textContent = board.dataset.failed; },
  });
};
addEventListener("click", act);
// Reading aloud is offered where the device has a voice of its own for the page's language, which sends nothing anywhere.
// Voices may come late.
const speaks = () => document.documentElement.classList.toggle("speaks", speechSynthesis.getVoices().some(
  ({ lang, localService }) => localService && lang.slice(0, 2) == (document.querySelector("main")?.lang || "da")));
if (self.speechSynthesis) {
  addEventListener("DOMContentLoaded", speaks);
  speechSynthesis.addEventListener?.("voiceschanged", speaks);
}
// Whoever has left »Henvis og ret« open finds it open. An address may name a search, a place that is not on the page, or no
// page at all, such as 404.html, which has no address of its own.
addEventListener("load", event => cites || /[?&]q=/.test(location.search) || !document.querySelector(location.hash[1] ? ":target" : "[rel=canonical]") ? act(event) : 0);
// The browser gets the next page ready when a reader points at its link, but not over a slow connection or one that is dear.
if ((navigator.connection?.effectiveType ?? "4g") == "4g" && !navigator.connection?.saveData) add({ type: "speculationrules", textContent: RULES });
