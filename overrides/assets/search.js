// Finds pages by their words: no request and no page in here, so that a search is over before the next key. panels.js
// fetches the index, which publication/build/search_index.py describes, and shows what is found.

// Letters as those write them who have no Danish keyboard; other marks go.
const LETTERS = { æ: "ae", ø: "oe", å: "aa", ä: "ae", ö: "oe" };
export const fold = (text) => text.toLowerCase().normalize("NFC").replace(/[æøåäö]/g, (letter) => LETTERS[letter])
  .normalize("NFD").replace(/[\u0300-\u036f]/g, "");
const WORD = /[\p{L}\p{N}]+/gu;
export const wordsOf = (text) => (text.match(WORD) ?? []).map(fold);

// Words that say nothing of what somebody looks for, as long as there are others.
const COMMON = new Set(wordsOf(`af alle alt at blive bliver da de dem den der deres det din dit dog du eller en end er et
  for fra få får give går gør ham han hans har have hende her hos hun hvad hvem hver hvilke hvilken hvor hvordan hvorfor
  hvornår i ikke ind jeg jer kan kom kunne lave man med men mig min mine mit mod må når og også om op os over på se
  sig sin skal skulle som så til ud under var ved vi vil være vores findes finde nogen noget fortæl søger kommune kommunes komme starte the of and what is`));

// A word without its endings; `huset`, `husets` and `husene` give `hus`.
const ENDING = /(?:erne|ernes|erens|heden|heder|ende|ene|enes|eren|erer|eret|ers|ens|ets|ede|er|en|et|es|e|s)$/;
const ODD = { boern: "barn", boeg: "bog", maend: "mand", moedr: "mor", faedr: "far", broedr: "bror", doetr: "datter", haend: "haand", udgav: "udgave" };
export const stem = (word) => {
  const short = word.length > 4 && !/\d/.test(word) ? word.replace(ENDING, (end) => (word.length - end.length > 2 ? "" : end)) : word;
  // `klasser` and `klasse`, but also `elevs`: two of the same letter at the end are one.
  const root = short.length > 3 ? short.replace(/([b-df-hj-np-tv-z])\1$/, "$1") : short;
  return ODD[root] ?? root;
};

// How many letters were missed, added, wrong or swapped; `most` where there are more.
export const slips = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
};

// How much a word counts by where it stands.
const FIELDS = { title: 9, asked: 7, heading: 4, summary: 3, text: 2 };
// A page says more than an entry that is about one word of it.
const KINDS = { skole: 1, person: 1, ord: .55 };

export class Search {
  constructor({ entries, same }) {
    this.entries = entries;
    this.words = new Map(); // each word with its stem, how it is written, and where it stands
    this.same = new Map(); // a stem with those that mean the same
    this.asked = entries.map(({ w = [] }) => w.map((phrase) => this.sense(wordsOf(phrase))));
    this.titles = entries.map(({ t, n }) => [t, n].filter(Boolean).map((title) => this.sense(wordsOf(title)).join(" ")));
    this.lengths = entries.map(() => 0);
    entries.forEach((entry, place) => {
      this.note(place, -1, "title", `${entry.t} ${entry.n ?? ""}`);
      this.note(place, -1, "asked", (entry.w ?? []).join(" "));
      this.note(place, -1, "summary", entry.s);
      (entry.p ?? []).forEach(([, heading, ...texts], part) => {
        this.note(place, part, "heading", heading);
        texts.forEach((text) => this.note(place, part, "text", text));
      });
    });
    this.usual = this.lengths.reduce((sum, length) => sum + length, 0) / entries.length;
    for (const group of same) {
      const stems = [...new Set(group.map(wordsOf).filter((words) => words.length === 1).map(([word]) => stem(word)))];
      for (const one of stems) this.same.set(one, [...new Set([...(this.same.get(one) ?? []), ...stems])]);
    }
  }

  // What words mean together: their stems without the common ones, unless they are all there is.
  sense(words) {
    const telling = words.filter((word) => !COMMON.has(word));
    return (telling.length ? telling : words).map(stem);
  }

  note(place, part, field, text) {
    for (const written of text.match(WORD) ?? []) {
      const word = fold(written);
      if (!this.words.has(word)) this.words.set(word, { stem: stem(word), written, count: 0, at: [] });
      const known = this.words.get(word);
      known.count++;
      known.at.push({ place, part, field });
      if (field === "text") this.lengths[place]++;
    }
  }

  // The words of the site that a word may mean, each with how well it fits. `whole` is false while it is being typed.
  meant(word, whole) {
    const found = new Map(), root = stem(word), number = /^\d+$/.test(word);
    const alike = (this.same.get(root) ?? []).filter((other) => other !== root);
    for (const [other, { stem: its }] of this.words) {
      let fit = 0;
      if (other === word) fit = 1;
      else if (number) continue;
      else if (its === root) fit = .95;
      else if (alike.includes(its)) fit = .6;
      else if (other.startsWith(word) && word.length > (whole ? 2 : 1)) fit = .4 + .4 * word.length / other.length;
      else if (root.length > 3 && other.startsWith(root)) fit = .35 + .3 * root.length / other.length;
      // A part of a compound: of one on the site, or of the word asked for.
      else if (root.length > 3 && its.endsWith(root)) fit = .5;
      else if (root.length > 4 && other.includes(root)) fit = .35;
      else if (its.length > 4 && root.length > its.length + 2 && (root.startsWith(its) || root.endsWith(its))) fit = .3;
      if (fit) found.set(other, fit);
    }
    return found;
  }

  // The word of the site that is nearest to one that is not on it, or nothing.
  nearest(word) {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    let best, least = most + 1;
    for (const [other, { count }] of most ? this.words : []) {
      if (/\d/.test(other) || (other[0] !== word[0] && other[1] !== word[1])) continue;
      const off = slips(word, other, most);
      const rank = off - Math.min(count, 50) / 1000 - (other[0] === word[0] ? .01 : 0);
      if (off <= most && rank < least) [best, least] = [other, rank];
    }
    return best;
  }

  // What somebody finds: hits, the best first, and `instead` where a word was taken for another.
  find(asked) {
    const all = asked.match(WORD) ?? [];
    const telling = all.filter((word) => !COMMON.has(fold(word)));
    const wanted = telling.length ? telling : all;
    const instead = new Map(), terms = [];
    const last = /[\p{L}\p{N}]$/u.test(asked) ? all.at(-1) : undefined;
    for (const written of wanted) {
      let word = fold(written), fits = this.meant(word, written !== last);
      // Where a word is hardly there, what it is a slip of may be.
      if (Math.max(0, ...fits.values()) < .34) {
        const near = this.nearest(word);
        if (near) {
          instead.set(written, this.words.get(near).written);
          [word, fits] = [near, this.meant(near, true)];
        }
      }
      terms.push({ word, fits });
    }
    const sense = terms.map(({ word }) => stem(word));
    const hits = this.rank(terms, sense);
    return { hits, instead: hits.length && instead.size ? asked.replace(WORD, (word) => instead.get(word)?.toLowerCase() ?? word) : "" };
  }

  rank(terms, sense) {
    const scores = new Map();
    terms.forEach(({ fits }, number) => {
      const here = new Map();
      for (const [word, fit] of fits) {
        for (const { place, part, field } of this.words.get(word).at) {
          if (!here.has(place)) here.set(place, { fields: {}, parts: new Map(), best: 0 });
          const found = here.get(place);
          const many = (found.fields[field] ??= { fit: 0, sum: 0 });
          many.fit = Math.max(many.fit, fit);
          many.sum += fit;
          found.best = Math.max(found.best, fit);
          if (part >= 0) found.parts.set(part, (found.parts.get(part) ?? 0) + fit * (field === "heading" ? 3 : 1));
        }
      }
      const rare = Math.log(1 + (this.entries.length - here.size + .5) / (here.size + .5)) + .3;
      for (const [place, { fields, parts, best }] of here) {
        const hit = scores.get(place) ?? scores.set(place, { place, score: 0, terms: [], parts: new Map() }).get(place);
        let score = 0;
        for (const [field, { fit, sum }] of Object.entries(fields)) {
          const long = field === "text" ? 1.2 * (.4 + .6 * this.lengths[place] / this.usual) : 1;
          score += FIELDS[field] * (field === "text" ? fit * sum / (sum + long) : fit);
        }
        hit.score += rare * score;
        hit.terms[number] = best;
        for (const [part, weight] of parts) {
          const soFar = hit.parts.get(part) ?? { weight: 0, terms: new Set() };
          hit.parts.set(part, { weight: soFar.weight + rare * weight / (weight + 1), terms: soFar.terms.add(number) });
        }
      }
    });
    for (const hit of scores.values()) this.judge(hit, terms, sense);
    return [...scores.values()].sort((one, other) => other.score - one.score).map((hit) => this.told(hit, terms));
  }

  // All the words asked for count more than many of one; so do those of a title, and what an author says is asked for.
  judge(hit, terms, sense) {
    const entry = this.entries[hit.place];
    const covered = hit.terms.reduce((sum, fit) => sum + (fit ? .5 + fit / 2 : 0), 0) / terms.length;
    hit.score *= covered ** 2 * (KINDS[entry.k] ?? 1);
    const asked = sense.join(" ");
    if (this.titles[hit.place].includes(asked)) hit.score += entry.k === "ord" ? 15 : 40;
    let fit = 0;
    for (const phrase of this.asked[hit.place]) {
      const met = sense.map((one) => (phrase.includes(one) ? 1 : one.length > 3 && phrase.some((other) => other.startsWith(one)) ? .8 : 0));
      const whole = met.filter(Boolean).length;
      // Part of a phrase says little: half of `mit barn` and `barn med autisme` is the same.
      if (whole >= phrase.length) fit = Math.max(fit, met.reduce((sum, one) => sum + one, 0) / Math.max(sense.length, phrase.length));
    }
    hit.score += fit * (entry.k === "ord" ? 10 : 30);
    hit.top = fit > .5 || this.titles[hit.place].includes(asked);
  }

  // A hit as it is shown: where it opens, its text, and the words to mark.
  told({ place, parts, top }, terms) {
    const entry = this.entries[place];
    const marked = new Set(terms.flatMap(({ fits }) => [...fits.keys()]));
    const best = [...parts].sort(([a, one], [b, other]) => other.terms.size - one.terms.size || other.weight - one.weight || a - b)[0];
    const inSummary = new Set(wordsOf(`${entry.t} ${entry.s}`)), said = terms.filter(({ fits }) => [...fits.keys()].some((word) => inSummary.has(word)));
    const use = best && !top && best[1].terms.size >= said.length ? entry.p[best[0]] : undefined;
    const [id = "", heading = "", ...texts] = use ?? [];
    return { entry, id, heading, ...excerpt(texts.length ? texts : [entry.s], marked) };
  }
}

const LONGEST = 180;

// The piece of the texts with most of the words in it, as pieces of text of which every second is to be marked; and
// the words to open the page at.
const excerpt = (texts, marked) => {
  let best = { score: -1 };
  for (const text of texts) {
    const found = [...text.matchAll(WORD)].filter(([word]) => marked.has(fold(word)));
    for (const first of found.length ? found : [{ index: 0 }]) {
      const inside = found.filter(({ index }) => index >= first.index && index < first.index + LONGEST - 40);
      const score = new Set(inside.map(([word]) => stem(fold(word)))).size + inside.length / 100;
      if (score > best.score) best = { score, text, found, first: first.index };
    }
  }
  const { text = "", found = [], first = 0 } = best;
  const before = first < 60 ? 0 : text.indexOf(" ", first - 50) + 1;
  const stop = text.length - before <= LONGEST + 20 ? text.length : text.lastIndexOf(" ", before + LONGEST);
  const pieces = [before ? "… " : ""];
  let from = before;
  for (const { 0: word, index } of found.filter((one) => one.index >= before && one.index < stop)) {
    pieces[pieces.length - 1] += text.slice(from, index);
    pieces.push(word, "");
    from = index + word.length;
  }
  pieces[pieces.length - 1] += text.slice(from, stop) + (stop < text.length ? " …" : "");
  const opens = found.length ? (text.slice(first).match(/^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+){0,3}/u) ?? [""])[0] : "";
  return { pieces, opens };
};
