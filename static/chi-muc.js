'use strict';
// Questions to the site's index. It lies in tim-kiem/*.js, each one call of searchIndex: "start" with what every
// question needs, "shard" with slots by key, "articles" and "entities" with what stands in slots. A question loads the
// few it needs, as scripts: they work below any path and from a folder on disk. The program's search/ makes them and
// tells what keys and slots are; tim-kiem.js is the page that asks.

const searchIndex = (() => {
  const folder = new URL('tim-kiem/', document.currentScript.src).href;
  const waiting = new Map();
  const arrived = new Map();

  // The argument of one script of the index; each is loaded once.
  const load = (call, number) => {
    const name = `${call}-${number}`;
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
  return { load, start: arrive('start'), shard: arrive('shard'), articles: arrive('articles'), entities: arrive('entities') };
})();

const searching = (() => {
  const PRINTABLE = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter((char) => !'"\\'.includes(char));
  const LOW = 47;
  const HIGH = PRINTABLE.length - LOW;
  const DIGIT = new Map(PRINTABLE.map((char, at) => [char, at]));
  const FOUND = 1;
  const AGREES = 2;
  const IN_TITLE = 4;
  const TITLE_AGREES = 8;
  const AS_TYPED = 1000;
  const BUCKETS = 2 ** 17;
  const SCRIPTS_A_YEAR = 10000;
  const TELLING = 5;
  const FEW = 5;
  let start = null;
  const shards = new Map();

  const CRC = Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const hashed = (text) => {
    let value = 0xffffffff;
    for (const byte of new TextEncoder().encode(text)) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  };

  // See search/postings.py.
  const decode = (text) => {
    const slots = [];
    let slot = -1;
    let value = 0;
    for (const char of text) {
      const digit = DIGIT.get(char);
      if (digit < LOW) {
        slot += 1 + value * LOW + digit;
        slots.push(slot);
        value = 0;
      } else value = value * HIGH + digit - LOW;
    }
    return slots;
  };

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
      scripts: scriptsOf(given.articlesAScript, years, days, filled),
      kinds: [...given.entities].flatMap((char, at) => (at % 2 ? [] : [char === ' ' ? -1 : Number(char)])),
      weights: [...given.entities].flatMap((char, at) => (at % 2 ? [DIGIT.get(char)] : [])),
      words: given.words.map((row) => (row ? row.split(' ') : [])),
    };
  };
  // Where each slot's article is told of: the script's number and the place in it, as in views/search_scripts.py.
  const scriptsOf = (size, years, days, filled) => {
    const ordered = Array.from(days.keys()).filter((slot) => filled[slot]).sort((one, other) => days[one] - days[other] || one - other);
    const counts = new Map();
    return new Map(ordered.map((slot) => {
      const before = counts.get(years[slot]) || 0;
      counts.set(years[slot], before + 1);
      return [slot, [years[slot] * SCRIPTS_A_YEAR + Math.floor(before / size), before % size]];
    }));
  };

  // A shard of words as folded term → its spellings: where ("" body, "^" title, "@" name, "=" whole name), words, slots as text.
  const shard = async (number) => {
    if (!shards.has(number)) {
      const terms = new Map();
      for (const [key, slots] of Object.entries(await searchIndex.load('shard', number))) {
        const where = '^@=#'.includes(key[0]) ? key[0] : '';
        const words = where === '#' ? [key] : key.slice(where.length).split(' ');
        const term = words.map(folding.fold).join(' ');
        if (!terms.has(term)) terms.set(term, []);
        terms.get(term).push({ where, words, slots });
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
      if (table) for (const slot of decode(one.slots)) table[slot] |= flags;
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
  // Neighbours in articles are known by a number, which tells nothing of marks: they agree where both words do. Where
  // `asked` is false, articles are left out and only names looked at, which takes no further script.
  const neighbours = async ([one, other], tables, asked) => {
    const table = await standing([one, other]);
    table.articles = null;
    if (!asked) return table;
    const code = (word) => hashed(folding.fold(word)) % BUCKETS;
    const number = (code(one) - code(other) + BUCKETS) % BUCKETS;
    const found = (await searchIndex.load('shard', start.wordShards + (number % start.pairShards)))[Math.floor(number / start.pairShards)];
    table.articles = new Uint8Array(start.days.length);
    const [first, second] = [one, other].map((word) => tables.get(word).articles);
    for (const slot of decode(found || '')) table.articles[slot] = FOUND | (first[slot] & second[slot] & (AGREES | TITLE_AGREES));
    return table;
  };

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
  const rarest = (found) => found.map((words) => ({ words, size: Math.min(...words.map(often)) }))
    .sort((one, other) => one.size - other.size).map(({ words }) => words);

  // Terms of one alternative: each a table of where it stands, and its kind: "word" must stand there, "phrase" as typed,
  // "pair" may. What no longer tells much is not asked for: common words where few articles are left, which are then
  // looked for in their texts (`unsure`), and most pairs of a long question.
  const termsOf = async (alternative, open) => {
    const { runs, phrases } = alternative;
    const last = open ? runs.at(-1).at(-1) : '';
    const tables = new Map();
    const askWords = async (words) => (await Promise.all(words.map((word) => standingAny(word, word === last ? completions(word) : []))))
      .forEach((table, at) => tables.set(words[at], table));
    const terms = (kind, given) => given.flat().filter((word) => tables.has(word)).map((word) => ({ kind, table: tables.get(word) }));
    const answers = (...more) => [...terms('word', runs), ...terms('phrase', phrases), ...more];
    const count = (part, found) => scored(found, part, start[part === 'articles' ? 'days' : 'kinds'].length).filter(Boolean).length;

    const words = rarest([...new Set([...runs, ...phrases].flat())].map((word) => [word])).flat();
    await askWords(words.slice(0, TELLING));
    if (words.length > TELLING && (count('articles', answers()) > FEW || count('entities', answers()))) await askWords(words.slice(TELLING));
    alternative.unsure = words.filter((word) => !tables.has(word));

    const beside = [];
    const askPairs = async (kind, found, asked) => beside.push(...await Promise.all(found.filter((pair) => pair.every((word) => tables.has(word)))
      .map(async (pair) => ({ kind, table: await neighbours(pair, tables, asked) }))));
    const inPhrases = rarest(phrases.flatMap(pairs));
    while (inPhrases.length) await askPairs('phrase', inPhrases.splice(0, 2), count('articles', answers(...beside)) > FEW);
    const inRuns = rarest(runs.flatMap(pairs));
    const room = count('articles', answers(...beside)) < 2 ? 0 : words.length > 3 ? 1 : 2;
    await askPairs('pair', inRuns.slice(0, room), true);
    await askPairs('pair', inRuns.slice(room), false);
    return answers(...beside);
  };

  // Scores of slots that hold every word and phrase, 0 where one is missing. Marks as typed weigh most, then words that
  // stand side by side, then those of a title.
  const scored = (terms, part, size) => {
    const scores = new Int32Array(size).fill(AS_TYPED);
    for (const { kind, table } of terms) {
      const need = kind === 'pair' ? 0 : kind === 'phrase' ? AGREES : FOUND;
      table[part]?.forEach((flags, slot) => {
        if ((flags & need) !== need) scores[slot] = 0;
        else if (scores[slot]) {
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
  const isMarked = ({ runs, phrases }) => [...runs, ...phrases].flat().some((word) => word !== folding.fold(word));

  // Entities whose whole name is what was asked come first, then by how many articles name them.
  const weighEntities = async (alternative, scores) => {
    if (!scores.some(Boolean)) return;
    const asked = [...alternative.runs, ...alternative.phrases].flat();
    const named = new Set();
    const exactly = new Set();
    for (const one of (await spellings(asked)).filter(({ where }) => where === '=')) {
      for (const slot of decode(one.slots)) (folding.agree(asked, one.words) ? exactly : named).add(slot);
    }
    scores.forEach((score, slot) => {
      if (score) scores[slot] += start.weights[slot] * 2 + [8, 4, 0][start.kinds[slot]] + (exactly.has(slot) ? 100 : named.has(slot) ? 60 : 0);
    });
  };
  const ranked = (scores, tie) => Array.from(scores.keys()).filter((slot) => scores[slot] > 0)
    .sort((one, other) => scores[other] - scores[one] || tie(one, other) || one - other);

  // Slots of entities and of articles, best first. `filter`: kind (a folder's name), year, place, each "" for any.
  const find = async (query, filter) => {
    await begin();
    const articles = new Int32Array(start.days.length);
    const entities = new Int32Array(start.kinds.length);
    for (const [at, alternative] of query.alternatives.entries()) {
      const terms = await termsOf(alternative, query.open && at === query.alternatives.length - 1);
      scored(terms, 'articles', articles.length).forEach((score, slot) => { articles[slot] = Math.max(articles[slot], score); });
      const named = scored(terms, 'entities', entities.length);
      if (isMarked(alternative) && articles.some(asTyped)) named.forEach((score, slot) => { if (!asTyped(score)) named[slot] = 0; });
      await weighEntities(alternative, named);
      named.forEach((score, slot) => { entities[slot] = Math.max(entities[slot], score); });
    }
    if (!query.alternatives.length) start.filled.forEach((filled, slot) => { articles[slot] = filled; });
    for (const words of query.without) {
      const single = new Map(await Promise.all(words.map(async (word) => [word, await standing([word])])));
      const tables = [...single.values(), ...await Promise.all(pairs(words).map((pair) => neighbours(pair, single, true)))];
      for (const [part, scores] of [['articles', articles], ['entities', entities]]) {
        scores.forEach((_, slot) => { if (tables.every((table) => table[part][slot] & AGREES)) scores[slot] = 0; });
      }
    }
    if (filter.year) start.years.forEach((year, slot) => { if (year !== Number(filter.year)) articles[slot] = 0; });
    if (filter.place) {
      const key = `#${filter.place}`;
      const listed = (await shard(hashed(key) % start.wordShards)).get(key) || [];
      const there = new Set(listed.flatMap((one) => decode(one.slots)));
      articles.forEach((_, slot) => { if (!there.has(slot)) articles[slot] = 0; });
    }
    const kind = ['dia-phuong', 'nhan-vat', 'thoa-thuan'].indexOf(filter.kind);
    if (filter.kind && kind >= 0) articles.fill(0);
    if (filter.kind ? kind < 0 : filter.year || filter.place) entities.fill(0);
    if (kind >= 0) entities.forEach((_, slot) => { if (start.kinds[slot] !== kind) entities[slot] = 0; });
    return {
      articles: ranked(articles, (one, other) => start.days[other] - start.days[one]),
      entities: ranked(entities, () => 0),
    };
  };

  // What stands in a slot: [address, name, what it is] of an entity, [address, title, date, sentences] of an article.
  const entry = async (call, slot) => {
    const size = start.entitiesAScript;
    const [number, place] = call === 'articles' ? start.scripts.get(slot) : [Math.floor(slot / size), slot % size];
    return (await searchIndex.load(call, number))[place];
  };
  return { find, entry, begin };
})();
