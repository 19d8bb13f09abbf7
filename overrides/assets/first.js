// Stands in every page, before the first paint: the reader's own settings. All else comes with the first click, in
// site.js, which has the style sheet's name; so no page waits for it.
// The policy lets it add a script to the page, and not name one to import that is not there yet.
// A browser may forbid storage altogether; the page works without it.
let cites;
try { cites = localStorage.henvis, Object.assign(document.documentElement.dataset, JSON.parse(localStorage.laesevisning)) } catch { /* nothing is kept */ }
const act = event => document.head.append(Object.assign(document.createElement("script"), {
  type: "module",
  src: document.styleSheets[0].href.slice(0, -3) + "js",
  onload() { import(this.src).then(site => site.act(event)); },
}));
addEventListener("click", act);
// Reading aloud is offered where the device has a voice of its own for the page's language, which sends nothing anywhere.
// Voices may come late.
const speaks = () => document.documentElement.classList.toggle("speaks", speechSynthesis.getVoices().some(
  ({ lang, localService }) => localService && lang.slice(0, 2) == (document.querySelector("main")?.lang || "da")));
if (self.speechSynthesis) {
  addEventListener("DOMContentLoaded", speaks);
  speechSynthesis.addEventListener?.("voiceschanged", speaks);
}
// Whoever has left «Henvis og ret» open finds it open. An address may name a place that is not on the page, or no page
// at all, such as 404.html, which has no address of its own.
addEventListener("load", event => !cites && document.querySelector(location.hash[1] ? ":target" : "[rel=canonical]") || act(event));
