'use strict';
// Questions to the site's index. It lies in tim-kiem/*.js, each one call of searchIndex: "start" with what every
// question needs, "shard" with where words and pairs of neighbours stand, "articles" and "entities" with what stands in slots. A question loads the
// few it needs, as scripts: they work below any path and from a folder on disk. The program's search/ makes them and
// tells what keys and slots are; tim-kiem.js is the page that asks.

const searchIndex = (() => {
  const folder = new URL('tim-kiem/', document.currentScript.src).href;
  const waiting = new Map();
  const arrived = new Map();
  let used = new Set();

  // What a script of the index weighs on the wire, near enough: letters of six bits each, words of one and a half bytes.
  const weights = { shard: ([words, letters]) => words.length / 2 + letters.length * 0.77, articles: (rows) => 1.5 * rows.flat().join('').length };

  // The argument of one script of the index; each is loaded once.
  const load = (call, number) => {
    const name = `${call}-${number}`;
    used.add(name);
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done, fail) => {
        const script = document.createElement('script');
        script.src = `${folder}${name}.js`;
        script.addEventListener('load', () => { script.remove(); done(arrived.get(name)); });
        script.addEventListener('error', () => { script.remove(); waiting.delete(name); fail(new Error(name)); });
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  };
  const arrive = (call) => (number, argument) => arrived.set(`${call}-${number}`, argument);
  // Bytes of all that was asked for since it was last forgotten, whether it had to be loaded or not.
  const weighed = (names) => names.reduce((sum, name) => sum + (arrived.has(name) ? weights[name.split('-')[0]]?.(arrived.get(name)) || 0 : 0), 0);
  const spent = () => weighed([...used]);
  // What a script of a kind weighs, going by those that have come.
  const usual = (call) => {
    const names = [...arrived.keys()].filter((name) => name.startsWith(`${call}-`));
    return weighed(names) / Math.max(names.length, 1);
  };
  const forget = () => { used = new Set(); };
  return { load, spent, usual, forget, start: arrive('start'), shard: arrive('shard'), articles: arrive('articles'), entities: arrive('entities') };
})();

const searching = (() => {
  const PRINTABLE = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter((char) => !'"\\'.includes(char));
  const DIGIT = new Map(PRINTABLE.map((char, at) => [char, at]));
  const FOUND = 1;
  const AGREES = 2;
  const IN_TITLE = 4;
  const TITLE_AGREES = 8;
  const AS_TYPED = 1000;
  const CODES = 2 ** 24;
  const SPOTS = 4;
  const SCRIPTS_A_YEAR = 10000;
  const TELLING = 5;
  const FEW = 5;
  const ROOM = 50000;
  let start = null;
  const shards = new Map();
  const begin = async () => {
    if (start) return;
    const given = await searchIndex.load('start', 0);
    const digits = [...given.days].map((char) => DIGIT.get(char));
    const base = PRINTABLE.length;
    const slots = digits.length / 4;
    const years = Uint16Array.from({ length: slots }, (_, at) => digits[4 * at] * base + digits[4 * at + 1]);
    const days = Uint32Array.from(years, (year, at) => (year * 16 + digits[4 * at + 2]) * 32 + digits[4 * at + 3]);
    const filled = Uint8Array.from(years, (_, at) => Number(digits[4 * at + 3] < base - 1));
    start = {
      ...given,
      years,
      days,
      filled,
      scripts: placesOf(given.articlesAScript, years, days, filled),
      kinds: [...given.entities].flatMap((char, at) => (at % 2 ? [] : [char === ' ' ? -1 : Number(char)])),
      weights: [...given.entities].flatMap((char, at) => (at % 2 ? [DIGIT.get(char)] : [])),
      words: given.words.map((row) => (row ? row.split(' ') : [])),
      vocabulary: wording.vocabularyOf(given.vocabulary.split(' ')),
    };
  };
  // Where each slot's article is told of: the script's number and the place in it, as in views/search_scripts.py.
  const placesOf = (size, years, days, filled) => {
    const ordered = Array.from(days.keys()).filter((slot) => filled[slot]).sort((one, other) => days[one] - days[other] || one - other);
    const counts = new Map();
    return new Map(ordered.map((slot) => {
      const before = counts.get(years[slot]) || 0;
      counts.set(years[slot], before + 1);
      return [slot, [years[slot] * SCRIPTS_A_YEAR + Math.floor(before / size), before % size]];
    }));
  };

  // A shard of words as folded term → its spellings: where ("" body, "^" title, "@" name, "=" whole name), words, slots.
  // A shard of pairs as key → units: SPOTS for each slot.
  const shard = async (number) => {
    if (!shards.has(number)) {
      const [keys, letters] = await searchIndex.load('shard', number);
      const next = postings.reader(letters);
      const terms = new Map();
      const slots = Math.max(start.days.length, start.kinds.length);
      if (number >= start.wordShards && letters) {
        for (const key of next(Math.floor(2 * CODES / start.pairShards) + 1)) terms.set(key, null);
        for (const key of terms.keys()) terms.set(key, next(slots * SPOTS));
      }
      for (const key of keys ? keys.split(',') : []) {
        const where = '^@=#'.includes(key[0]) ? key[0] : '';
        const words = where === '#' ? [key] : key.slice(where.length).split(' ');
        const term = words.map(folding.fold).join(' ');
        if (!terms.has(term)) terms.set(term, []);
        terms.get(term).push({ where, words, slots: next(slots) });
      }
      shards.set(number, terms);
    }
    return shards.get(number);
  };
  // Of a word, or of several that a name holds: those stand with their first.
  const spellings = async (words) => {
    const parts = words.map(folding.fold);
    return (await shard(hashed(parts[0]) % start.wordShards)).get(parts.join(' ')) || [];
  };

  // Where a word stands, or neighbours in a name: a byte of the flags above for each slot of articles and of entities.
  const standing = async (words) => {
    const articles = new Uint8Array(start.days.length);
    const entities = new Uint8Array(start.kinds.length);
    for (const one of await spellings(words)) {
      const agrees = folding.agree(words, one.words);
      const table = one.where === '@' ? entities : one.where === '=' ? null : articles;
      const flags = one.where === '^' ? (agrees ? TITLE_AGREES | IN_TITLE : IN_TITLE) : (agrees ? AGREES | FOUND : FOUND);
      if (table) for (const slot of one.slots) table[slot] |= flags;
    }
    return { articles, entities };
  };
  // A word with the words that it may become; those never agree with what is typed.
  const standingAny = async (word, endings) => {
    const [first, ...others] = await Promise.all([word, ...endings].map((one) => standing([one])));
    for (const table of others) {
      for (const part of ['articles', 'entities']) table[part].forEach((flags, slot) => { first[part][slot] |= flags & ~(AGREES | TITLE_AGREES); });
    }
    return first;
  };
  // Where two neighbours stand in articles, whatever their marks: for each slot a bit for each spot; none in `spots` of what
  // stands in spot `shift` turns up in the first.
  const spotsOf = async ([one, other], shift) => {
    const code = (word) => hashed(folding.fold(word)) % CODES;
    const number = code(one) - code(other) + CODES;
    const units = (await shard(start.wordShards + (number % start.pairShards))).get(Math.floor(number / start.pairShards)) || [];
    const spots = new Uint8Array(start.days.length);
    for (const unit of units) spots[Math.floor(unit / SPOTS)] |= 1 << ((unit + SPOTS * shift - shift) % SPOTS);
    return spots;
  };

  const isMarked = (word) => word !== folding.fold(word);
  // Whether more than its words and neighbours must be known to tell a phrase from others: pairs tell nothing of marks.
  const isLoose = (words) => words.length > 2 || (words.length === 2 && (words.some(isMarked) || words[0] === words[1]));
  const pairs = (words) => words.slice(1).map((word, at) => [words[at], word]);
  const often = (word) => start.words.findIndex((row) => row.includes(folding.fold(word)));

  // What an unfinished word may become: the most frequent words it begins, if it is none itself or a far rarer one.
  const completions = (word) => {
    const part = folding.fold(word);
    if (part.length < 2) return [];
    const known = often(part);
    const longer = start.words.flatMap((row, size) => row.filter((one) => one.length > part.length && one.startsWith(part)).map((one) => ({ one, size })));
    return longer.filter(({ size }) => known < 0 || size >= known + 3).sort((a, b) => b.size - a.size || a.one.length - b.one.length)
      .slice(0, 2).map(({ one }) => one);
  };

  // Rarest first: by the least frequent word of each.
  const rarest = (found, words = (one) => one) => found.map((one) => ({ one, size: Math.min(...words(one).map(often)) }))
    .sort((one, other) => one.size - other.size).map(({ one }) => one);

  // Terms of one alternative, each a table of where it stands, of a kind: a "word" must stand there, words of a "phrase" as
  // typed, its neighbours together ("beside"); a "pair" may. What is rarest is asked for first, and what no longer
  // tells much, or would take more than there is room for, not at all: what is left is looked for in the texts. `sure` tells
  // whether nothing is.
  const termsOf = async (alternative, open) => {
    const { runs, phrases } = alternative;
    const last = open ? runs.at(-1)?.at(-1) : '';
    const tables = new Map();
    const beside = [];
    const terms = (kind, given) => given.flat().filter((word) => tables.has(word)).map((word) => ({ kind, table: tables.get(word) }));
    const answers = () => [...terms('word', runs), ...terms('phrase', phrases), ...beside];
    const count = (part) => scored(answers(), part, start[part === 'articles' ? 'days' : 'kinds'].length).filter(Boolean).length;
    const isOpen = () => searchIndex.spent() < ROOM && (count('articles') > FEW || count('entities') > 0);
    const askWords = async (words) => (await Promise.all(words.map((word) => standingAny(word, word === last ? completions(word) : []))))
      .forEach((table, at) => tables.set(words[at], table));
    const askNames = async (kind, found) => beside.push(...await Promise.all(found.filter((pair) => pair.every((word) => tables.has(word)))
      .map(async (pair) => ({ kind, table: { articles: null, entities: (await standing(pair)).entities } }))));

    const words = rarest([...new Set([...runs, ...phrases].flat())].map((word) => [word])).flat();
    await askWords(words.splice(0, phrases.length ? 2 : TELLING));
    const inPhrases = rarest(phrases.flatMap((phrase) => pairs(phrase).map((pair, at) => ({ pair, at, phrase }))), ({ pair }) => pair);
    const spots = new Map();
    while (inPhrases.length && isOpen()) {
      for (const [{ phrase }, found] of await Promise.all(inPhrases.splice(0, 2).map(async (one) => [one, await spotsOf(one.pair, one.at)]))) {
        if (!spots.has(phrase)) beside.push({ kind: 'beside', table: { articles: spots.set(phrase, found).get(phrase), entities: null } });
        else spots.get(phrase).forEach((known, slot, all) => { all[slot] = known & found[slot]; });
      }
    }
    while (words.length && isOpen()) await askWords(words.splice(0, 2));
    await askNames('phrase', phrases.flatMap(pairs));
    const inRuns = rarest(runs.flatMap(pairs));
    const room = searchIndex.spent() > ROOM || count('articles') < 2 ? 0 : runs.flat().length > 3 ? 1 : 2;
    for (const pair of inRuns.slice(0, room).filter((both) => both.every((word) => tables.has(word)))) {
      const [one, other] = pair.map((word) => tables.get(word).articles);
      const found = await spotsOf(pair, 0);
      beside.push({ kind: 'pair', table: { articles: found.map((known, slot) => known && (FOUND | (one[slot] & other[slot] & (AGREES | TITLE_AGREES)))), entities: null } });
    }
    await askNames('pair', inRuns);
    alternative.unsure = words;
    return { terms: answers(), sure: !words.length && !inPhrases.length && !phrases.some(isLoose) };
  };

  // Scores of slots that hold every word and phrase, 0 where one is missing. Marks as typed weigh most, then words that
  // stand side by side, then those of a title.
  const scored = (terms, part, size) => {
    const scores = new Int32Array(size).fill(AS_TYPED);
    for (const { kind, table } of terms) {
      const need = { word: FOUND, phrase: AGREES, beside: 0, pair: 0 }[kind];
      table[part]?.forEach((flags, slot) => {
        if ((flags & need) !== need || (kind === 'beside' && !flags)) scores[slot] = 0;
        else if (scores[slot] && kind !== 'beside') {
          if (kind !== 'pair') scores[slot] += (flags & AGREES ? 0 : -40) + (flags & TITLE_AGREES ? 3 : 0);
          else scores[slot] += flags & AGREES ? 10 : flags & FOUND ? 2 : 0;
          if (kind !== 'word' && flags & TITLE_AGREES) scores[slot] += 10;
        }
      });
    }
    return scores;
  };

  // "hạ nồi" is not the place Hà Nội where an article has it as typed.
  const asTyped = (score) => score >= AS_TYPED;

  // Entities whose whole name is what was asked come first, then by how many articles name them.
  const weighEntities = async (alternative, scores) => {
    if (!scores.some(Boolean)) return;
    const asked = [...alternative.runs, ...alternative.phrases].flat();
    const named = new Set();
    const exactly = new Set();
    for (const one of (await spellings(asked)).filter(({ where }) => where === '=')) {
      for (const slot of one.slots) (folding.agree(asked, one.words) ? exactly : named).add(slot);
    }
    scores.forEach((score, slot) => {
      if (score) scores[slot] += start.weights[slot] * 2 + [8, 4, 0][start.kinds[slot]] + (exactly.has(slot) ? 100 : named.has(slot) ? 60 : 0);
    });
  };
  const ranked = (scores, tie) => Array.from(scores.keys()).filter((slot) => scores[slot] > 0)
    .sort((one, other) => scores[other] - scores[one] || tie(one, other) || one - other);

  // Slots of entities and of articles, best first, and whether all of those articles are `sure` to answer. `filter`: kind (a
  // folder's name), year, place, each "" for any.
  const find = async (query, filter) => {
    await begin();
    const articles = new Int32Array(start.days.length);
    const entities = new Int32Array(start.kinds.length);
    let sure = !query.without.some(isLoose);
    for (const [at, alternative] of query.alternatives.entries()) {
      const { terms, sure: known } = await termsOf(alternative, query.open && at === query.alternatives.length - 1);
      sure &&= known;
      scored(terms, 'articles', articles.length).forEach((score, slot) => { articles[slot] = Math.max(articles[slot], score); });
      const named = scored(terms, 'entities', entities.length);
      if ([...alternative.runs, ...alternative.phrases].flat().some(isMarked) && articles.some(asTyped)) named.forEach((score, slot) => { if (!asTyped(score)) named[slot] = 0; });
      await weighEntities(alternative, named);
      named.forEach((score, slot) => { entities[slot] = Math.max(entities[slot], score); });
    }
    if (!query.alternatives.length) start.filled.forEach((filled, slot) => { articles[slot] = filled; });
    for (const words of query.without) {
      const tables = await Promise.all(words.map((word) => standing([word])));
      const named = await Promise.all(pairs(words).map((pair) => standing(pair)));
      const spots = await Promise.all(pairs(words).map(spotsOf));
      const agree = (all, part, slot) => all.every((table) => table[part][slot] & AGREES);
      articles.forEach((score, slot) => { if (score && agree(tables, 'articles', slot) && spots.reduce((all, one) => all & one[slot], -1)) articles[slot] = 0; });
      entities.forEach((score, slot) => { if (score && agree([...tables, ...named], 'entities', slot)) entities[slot] = 0; });
    }
    if (filter.year) start.years.forEach((year, slot) => { if (year !== Number(filter.year)) articles[slot] = 0; });
    if (filter.place) {
      const key = `#${filter.place}`;
      const listed = (await shard(hashed(key) % start.wordShards)).get(key) || [];
      const there = new Set(listed.flatMap((one) => [...one.slots]));
      articles.forEach((_, slot) => { if (!there.has(slot)) articles[slot] = 0; });
    }
    const kind = ['dia-phuong', 'nhan-vat', 'thoa-thuan'].indexOf(filter.kind);
    if (filter.kind && kind >= 0) articles.fill(0);
    if (filter.kind ? kind < 0 : filter.year || filter.place) entities.fill(0);
    if (kind >= 0) entities.forEach((_, slot) => { if (start.kinds[slot] !== kind) entities[slot] = 0; });
    return {
      articles: ranked(articles, (one, other) => start.days[other] - start.days[one]),
      entities: ranked(entities, () => 0),
      sure,
    };
  };

  // What stands in the slot of an entity: its address, name and what it is.
  const entity = async (slot) => {
    const size = start.entitiesAScript;
    return (await searchIndex.load('entities', Math.floor(slot / size)))[slot % size];
  };
  // What stands in the slot of an article: its address, title, date and sentences.
  const article = async (slot) => {
    const [number, place] = start.scripts.get(slot);
    const [path, when, written] = (await searchIndex.load('articles', number))[place];
    const [title, ...sentences] = wording.lines(written, start.vocabulary);
    return { path, title, when, sentences };
  };
  // How many scripts tell of these slots' articles.
  const scriptsOf = (slots) => new Set(slots.map((slot) => start.scripts.get(slot)[0])).size;
  return { find, entity, article, scriptsOf, begin, mended: (asked) => mended(asked, start.words) };
})();
