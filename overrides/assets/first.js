// Stands in every page, before the first paint: the reader's own settings. All else comes with the first click, in
// site.js, which has the style sheet's name; so no page waits for it.
// A browser may forbid storage altogether; the page works without it.
try { Object.assign(document.documentElement.dataset, JSON.parse(localStorage.laesevisning)) } catch { /* nothing is kept */ }
addEventListener("click", event => import(document.styleSheets[0].href.slice(0, -3) + "js").then(site => site.act(event)));
