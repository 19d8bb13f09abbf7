// Reading aloud, by a voice that is on the device itself. The page is read sentence by sentence: browsers forget how far
// a long utterance has come, and Chromium stops one after some seconds. What is read is marked without touching the page.
// The build puts in what stands in overrides/macros/aloud.html and aloud.css.
const markup = MARKUP;
const styles = STYLES;
const key = "laeshoejt";
const speech = speechSynthesis;
const root = document.documentElement;
const language = document.querySelector("main").lang || root.lang;

// --- What there is to read ---
const body = "article, .hero";
const skipped = "[data-screen-only], [data-skip~=aloud], [data-unsearched]:not(svg), [aria-hidden=true], "
  + ".link-to, .footnote-ref, .unseen, caption, nav, form, script, style, template, button:not(.term)";
const isSkipped = (element) => element.matches(skipped) || !(element.checkVisibility?.() ?? getComputedStyle(element).display !== "none");
// What comes before a large number stands on a line of its own, and still belongs to it.
const isInline = (element) => /^(inline|contents|ruby)/.test(getComputedStyle(element).display) || element.matches("strong > *");

// A block is a text that stands by itself: its signs, and for each the place on the page where it stands.
class Block {
  text = "";
  places = [];
  constructor(element) { this.element = element; }
  add(sign, place) {
    if (/\s/.test(sign) && /(^|\s)$/.test(this.text)) return;
    this.text += /\s/.test(sign) ? " " : sign;
    this.places.push(place);
  }
  // A soft hyphen is for the eye alone.
  write(node) {
    for (let offset = 0; offset < node.data.length; offset += 1) {
      if (node.data[offset] !== "\u00ad") this.add(node.data[offset], [node, offset]);
    }
  }
  // A drawing's words stand nowhere on the page.
  say(text) { for (let at = 0; at < text.length; at += 1) this.add(text[at]); }
  range(start, end) {
    const places = this.places.slice(start, end).filter(Boolean);
    if (!places.length) return null;
    const range = new Range();
    range.setStart(...places[0]);
    range.setEnd(places.at(-1)[0], places.at(-1)[1] + 1);
    return range;
  }
}

const described = (drawing) => {
  if (drawing.localName === "img") return drawing.alt;
  const caption = drawing.closest("figure")?.querySelector("figcaption :is(p, h2, h3)")?.firstChild?.data?.trim();
  const says = (name) => drawing.querySelector(`:scope > ${name}`)?.textContent.trim();
  const title = says("title") || drawing.getAttribute("aria-label");
  return [title === caption ? "" : title, says("desc")].filter(Boolean).map((text) => text.replace(/[^.!?…]$/, "$&.")).join(" ");
};

const blocksOf = (part) => {
  const blocks = [];
  let open = null;
  const gather = (element) => {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!open && !node.data.trim()) continue;
        if (!open) blocks.push(open = new Block(element));
        open.write(node);
      } else if (node.nodeType === Node.ELEMENT_NODE && !isSkipped(node)) enter(node);
    }
  };
  const enter = (element) => {
    if (element.matches("svg, img")) {
      blocks.push(new Block(element));
      blocks.at(-1).say(described(element));
      open = null;
    } else if (element.matches("td, th")) {
      gather(element);
      open?.say(", ");
    } else if (isInline(element) && element.localName !== "br") gather(element);
    else {
      open = null;
      gather(element);
      open = null;
    }
  };
  gather(part);
  return blocks;
};

// Points that end no sentence.
const goesOn = /(?:^|[\s(»])(?:\p{Lu}|[Gg]l|[Bb]l\.a|[Ff]\.eks|[Dd]vs|[Ss]tk|Dr|ca|d|evt|fx|hhv|inkl|jf|kap|kl|maks|nr|pr|s|st|tlf|vedr)\.\s+$/u;
const longest = 220; // signs; a longer sentence is read in parts
const segments = (text) => {
  const parts = text.match(/.*?[.!?…]+[»«”")]*\s+(?=[\p{Lu}\d»“"(])|.+$/gsu) || [];
  const whole = [];
  for (const part of parts) {
    if (whole.length && goesOn.test(whole.at(-1))) whole.push(whole.pop() + part);
    else whole.push(part);
  }
  return whole.flatMap((part) => part.length > longest ? part.match(new RegExp(`.{1,${longest}}[,;:–]\\s|.{1,${longest}}(?:\\s|$)`, "gs")) : part);
};

// A sentence is its text, its place in its block, and the range of the page that it covers.
const sentencesOf = (block) => {
  let start = 0;
  return segments(block.text).flatMap((segment) => {
    const text = segment.replace(/[\s,]+$/, "");
    const sentence = { block, start, text, range: block.range(start, start + text.length) };
    start += segment.length;
    return /[\p{L}\p{N}]/u.test(text) ? [sentence] : [];
  });
};
const allSentences = () => [...document.querySelectorAll(body)].flatMap(blocksOf).flatMap(sentencesOf);

// --- Where to begin: at what is selected, else at the heading that the reader has come to ---
const selected = (sentences) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return -1;
  const chosen = selection.getRangeAt(0);
  return sentences.findIndex(({ range }) => range && range.compareBoundaryPoints(Range.START_TO_END, chosen) > 0
    && range.compareBoundaryPoints(Range.END_TO_START, chosen) < 0);
};
const heading = () => {
  const headings = [...document.querySelectorAll(":is(h1, h2, h3)")].filter((each) => each.closest(body));
  const top = (each) => each.getBoundingClientRect().top;
  const aimed = headings.find((each) => each.matches(":target") && top(each) >= 0 && top(each) < innerHeight);
  return scrollY < 10 && !aimed ? null : aimed || headings.findLast((each) => top(each) < innerHeight * .4);
};
const begin = (sentences) => {
  const found = selected(sentences);
  if (found >= 0) return found;
  const from = heading();
  const follows = ({ block: { element } }) => from.contains(element)
    || from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  return from ? Math.max(0, sentences.findIndex(follows)) : 0;
};

// --- Marking, which changes nothing on the page ---
const mark = (name, range) => {
  if (range && self.Highlight && CSS.highlights) {
    const highlight = new Highlight(range);
    highlight.priority = name === "read-word" ? 1 : 0;
    CSS.highlights.set(name, highlight);
  } else CSS.highlights?.delete(name);
};
const isSeen = ({ range, block }) => {
  const { top, bottom } = (range || block.element).getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};
// The page follows the voice, unless the reader has gone to look at something else.
let moved = 0;
const follow = (before, sentence) => {
  const { top, bottom } = (sentence.range || sentence.block.element).getBoundingClientRect();
  const floor = innerHeight - bar.offsetHeight - 16;
  const isAway = before && !isSeen(before) && Date.now() - moved > 1500;
  if (isAway || (top >= 0 && bottom <= floor)) return;
  moved = Date.now();
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  scrollBy({ top: top - innerHeight / 4, behavior });
};

// --- The controls ---
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const opener = document.querySelector("[data-reads]");
opener.insertAdjacentHTML("afterend", markup);
const bars = [...document.querySelectorAll(".aloud")];
const bar = bars.find(({ lang }) => lang === language) || bars[0];
for (const other of bars) if (other !== bar) other.remove();
const [pauseButton, hereButton, stopButton] = ["pause", "here", "stop"].map((name) => bar.querySelector(`.aloud-${name}`));
const rate = bar.querySelector("select");
try { rate.value = localStorage.getItem(key) || rate.value; } catch { /* nothing is kept */ }

// --- Reading ---
let sentences = [];
let at = 0;
let said = null; // what is being said; whatever else the browser tells of is over

const voice = () => {
  const own = speech.getVoices().filter(({ lang, localService }) => localService && lang.slice(0, 2) === language);
  return own.find((one) => one.default) || own[0];
};
const silence = () => {
  said = null;
  speech.cancel();
  pauseButton.textContent = pauseButton.dataset.resume;
};
const stop = () => {
  silence();
  mark("read-sentence");
  mark("read-word");
  const hadFocus = bar.contains(document.activeElement);
  bar.hidden = true;
  root.classList.remove("is-read-aloud");
  if (hadFocus) opener.focus({ preventScroll: true });
};
const read = () => {
  const sentence = sentences[at];
  const own = voice();
  if (!sentence || !own) return stop();
  follow(sentences[at - 1], sentence);
  mark("read-sentence", sentence.range);
  mark("read-word");
  const utterance = said = new SpeechSynthesisUtterance(sentence.text);
  Object.assign(utterance, { voice: own, lang: own.lang, rate: Number(rate.value) });
  utterance.onboundary = ({ name, charIndex, charLength }) => {
    if (utterance !== said || name !== "word") return;
    const length = charLength || sentence.text.slice(charIndex).search(/\s|$/);
    mark("read-word", sentence.block.range(sentence.start + charIndex, sentence.start + charIndex + length));
  };
  utterance.onend = () => {
    if (utterance !== said) return;
    at += 1;
    read();
  };
  // A browser may want one more press before it speaks.
  utterance.onerror = () => { if (utterance === said) silence(); };
  speech.speak(utterance);
  pauseButton.textContent = pauseButton.dataset.pause;
  setTimeout(() => { if (utterance === said && speech.speaking === false && speech.pending === false) silence(); }, 1500);
};
// To go on after a pause, or in another speed, the sentence is read again: not every browser can go on inside it.
const again = () => {
  silence();
  read();
};
const fromHere = () => {
  sentences = allSentences();
  at = begin(sentences);
  again();
};

pauseButton.addEventListener("click", () => said ? silence() : read());
hereButton.addEventListener("click", fromHere);
stopButton.addEventListener("click", stop);
rate.addEventListener("change", () => {
  try { localStorage.setItem(key, rate.value); } catch { /* kept for this page only */ }
  if (said) again();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || bar.hidden || document.querySelector("dialog[open], :popover-open")) return;
  stop();
});
addEventListener("pagehide", () => speech.cancel());

export const start = () => {
  bar.hidden = false;
  root.classList.add("is-read-aloud");
  fromHere();
  pauseButton.focus({ preventScroll: true });
};
