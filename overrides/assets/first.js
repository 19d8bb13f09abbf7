// Stands in every page, before the first paint: the reader's own settings. All else comes with site.js at the
// first sign of a reader, so that no page waits for it; a click that was faster is acted on when it is there.
(() => {
  const root = document.documentElement;
  const src = new URL(document.currentScript.dataset.src, location);
  const more = () => import(src);
  root.className = navigator.share ? "js shares" : "js";
  // A browser may forbid storage altogether; the page works without it.
  try { Object.assign(root.dataset, JSON.parse(localStorage.laesevisning)); } catch { /* nothing is kept */ }
  addEventListener("pointerover", more, { once: true });
  addEventListener("focusin", more, { once: true });
  addEventListener("click", (event) => more().then((site) => site.act(event), () => {
    const board = document.getElementById("besked");
    board.textContent = board.dataset.failed;
  }));
})();
