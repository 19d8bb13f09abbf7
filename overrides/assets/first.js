// Stands in every page, before the first paint: the reader's own settings. All else comes with site.js, which has the
// style sheet's name, at the first sign of a reader, so that no page waits for it; a click that was faster is acted on
// when it is there, and one whose script does not come opens the menu, which needs none.
// A browser may forbid storage altogether; the page works without it.
try { Object.assign(document.documentElement.dataset, JSON.parse(localStorage.laesevisning)) } catch { /* nothing is kept */ }
for (const sign of ["pointerover", "focusin", "click"]) {
  addEventListener(sign, event => import(document.styleSheets[0].href.slice(0, -3) + "js").then(
    site => site.act(event),
    () => { if (sign == "click") document.documentElement.className = "menu-open" }
  ))
}
