'use strict';
// What a reader asks, taken apart: syllables as the index knows them, and which of them must stand where.

// Syllables, as search/folding.py makes them; a test holds the two together.
const folding = (() => {
  const SYLLABLE = /[\u3400-\u9fff\uac00-\ud7a3]|(?:(?![\u3400-\u9fff\uac00-\ud7a3])[\p{L}\p{N}])+/gu;
  const OLD_TONE = /(?:o[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?!\p{L})/gu;
  const moved = ([first, second]) => {
    const parts = second.normalize('NFD');
    return (first + parts.at(-1)).normalize('NFC') + parts[0];
  };
  const spelled = (word) => word.toLowerCase().normalize('NFC').replace(OLD_TONE, moved);
  const fold = (word) => word.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').replace(/đ/g, 'd');
  const syllables = (text) => (text.match(SYLLABLE) || []).map(spelled);
  // With where each begins and ends, for marking.
  const placed = (text) => [...text.matchAll(SYLLABLE)]
    .map((found) => ({ word: spelled(found[0]), start: found.index, end: found.index + found[0].length }));
  // Whether words as typed mean words as spelled: a syllable typed without marks means any that folds to it.
  const agree = (typed, words) => typed.every((word, at) => word === words[at] || word === fold(words[at]));
  return { fold, syllables, placed, agree };
})();

// What a reader asks: alternatives, each with runs of words, phrases to be met as typed, and what must not be there.
const parseQuery = (text) => {
  const query = { alternatives: [{ runs: [], phrases: [] }], without: [], open: false };
  let run = null;
  for (const [part, minus, phrase] of text.replace(/[“”„«»]/g, '"').matchAll(/(-?)"([^"]*)"?|\S+/gu)) {
    const current = query.alternatives.at(-1);
    query.open = false;
    if (phrase !== undefined) {
      const words = folding.syllables(phrase);
      if (words.length) (minus ? query.without : current.phrases).push(words);
      run = null;
    } else if (/^(?:hoặc|hoac|OR|\|)$/i.test(part)) {
      if (current.runs.length + current.phrases.length) query.alternatives.push({ runs: [], phrases: [] });
      run = null;
    } else if (/^-[^-]/.test(part)) {
      const words = folding.syllables(part);
      if (words.length) query.without.push(words);
      run = null;
    } else {
      if (!run) current.runs.push(run = []);
      run.push(...folding.syllables(part));
      query.open = run.length > 0;
    }
  }
  for (const one of query.alternatives) one.runs = one.runs.filter((words) => words.length);
  query.alternatives = query.alternatives.filter((one) => one.runs.length + one.phrases.length);
  query.open = query.open && /[\p{L}\p{N}]$/u.test(text);
  return query;
};

// A question with each word that is not among `rows`, the rarest first, exchanged for the most frequent one there that is a
// slip of a letter away; '' if there is none, or none for one of them.
const mended = (() => {
  const isSlip = (one, other) => {
    let head = 0;
    while (head < one.length && one[head] === other[head]) head += 1;
    let tail = 0;
    while (tail < Math.min(one.length, other.length) - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
    const [here, there] = [one, other].map((word) => word.slice(head, word.length - tail));
    return here.length < 2 ? there.length < 2 : here.length === 2 && here === [...there].reverse().join('');
  };
  return (asked, rows) => {
    let made = asked;
    for (const { word, start, end } of folding.placed(asked).reverse()) {
      const part = folding.fold(word);
      const known = part.length < 3 || /\p{N}/u.test(part) || rows.some((row) => row.includes(part));
      const near = known ? [] : rows.map((row) => row.find((one) => isSlip(one, part))).filter(Boolean);
      if (!known && !near.length) return '';
      if (near.length) made = made.slice(0, start) + near.at(-1) + made.slice(end);
    }
    return made === asked ? '' : made;
  };
})();
