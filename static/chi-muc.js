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
  const PAIRS = 4;
  const SHARDS = 10;
  let start = null;
  const shards = new Map();

  const CRC = Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const shardOf = (key) => {
    let value = 0xffffffff;
    for (const byte of new TextEncoder().encode(key)) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
    return ((value ^ 0xffffffff) >>> 0) % start.shards;
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
    start = {
      ...given,
      years,
      days: Uint32Array.from(years, (year, at) => (year * 16 + digits[4 * at + 2]) * 32 + digits[4 * at + 3]),
      filled: Uint8Array.from(years, (_, at) => Number(digits[4 * at + 3] < base - 1)),
      kinds: [...given.entities].flatMap((char, at) => (at % 2 ? [] : [char === ' ' ? -1 : Number(char)])),
      weights: [...given.entities].flatMap((char, at) => (at % 2 ? [DIGIT.get(char)] : [])),
      words: given.words.map((row) => (row ? row.split(' ') : [])),
    };
  };

  // A shard as folded term → its spellings: where ("" body, "^" title, "@" name, "=" whole name), words, slots as text.
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
  const spellings = async (words, term = words.map(folding.fold).join(' ')) => (await shard(shardOf(term))).get(term) || [];

  // Where one syllable or pair stands: a byte of the flags above for each slot of articles and of entities.
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
  const merged = (tables) => {
    const first = tables[0];
    for (const table of tables.slice(1)) {
      for (const part of ['articles', 'entities']) table[part].forEach((flags, slot) => { first[part][slot] |= flags & ~(AGREES | TITLE_AGREES); });
    }
    return first;
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

  // Of a long question's neighbours those of the rarest words are asked for: the words themselves must all be.
  const tellingPairs = (runs) => {
    const found = runs.flatMap((run) => pairs(run));
    if (found.length <= PAIRS) return new Set(found.map(String));
    const room = Math.max(2, SHARDS - runs.flat().length);
    const weighed = found.map((pair) => ({ pair, often: Math.min(...pair.map(often)) })).sort((one, other) => one.often - other.often);
    return new Set(weighed.slice(0, room).map(({ pair }) => String(pair)));
  };

  // Terms of one alternative: each a table of where it stands, whether it must, and whether as typed.
  const termsOf = async (alternative, open) => {
    const terms = [];
    const telling = tellingPairs(alternative.runs);
    const ask = (words, kind, endings = []) => terms.push(
      Promise.all([words, ...endings.map((ending) => [...words.slice(0, -1), ending])].map(standing)).then((tables) => ({ kind, table: merged(tables) })),
    );
    alternative.runs.forEach((run, at) => {
      const endings = open && at === alternative.runs.length - 1 ? completions(run.at(-1)) : [];
      run.forEach((word, place) => ask([word], 'word', place === run.length - 1 ? endings : []));
      pairs(run).forEach((pair, place) => telling.has(String(pair)) && ask(pair, 'pair', place === run.length - 2 ? endings : []));
    });
    for (const phrase of alternative.phrases) for (const term of phrase.length > 1 ? pairs(phrase) : [phrase]) ask(term, 'phrase');
    return Promise.all(terms);
  };

  // Scores of slots that hold every word and phrase, 0 where one is missing. Marks as typed weigh most, then words that
  // stand side by side, then those of a title.
  const scored = (terms, part, size) => {
    const scores = new Int32Array(size).fill(AS_TYPED);
    for (const { kind, table } of terms) {
      const need = kind === 'pair' ? 0 : kind === 'phrase' ? AGREES : FOUND;
      table[part].forEach((flags, slot) => {
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
    const asked = [...alternative.runs, ...alternative.phrases].flat();
    const named = new Set();
    const exactly = new Set();
    for (const one of await wholeNames(asked)) {
      for (const slot of decode(one.slots)) (folding.agree(asked, one.words) ? exactly : named).add(slot);
    }
    scores.forEach((score, slot) => {
      if (score) scores[slot] += start.weights[slot] * 2 + [8, 4, 0][start.kinds[slot]] + (exactly.has(slot) ? 100 : named.has(slot) ? 60 : 0);
    });
  };
  const wholeNames = async (asked) => {
    const term = asked.map(folding.fold).join(' ');
    return ((await shard(shardOf(folding.fold(asked[0])))).get(term) || []).filter((one) => one.where === '=');
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
      const tables = await Promise.all((words.length > 1 ? pairs(words) : [words]).map(standing));
      for (const [part, scores] of [['articles', articles], ['entities', entities]]) {
        scores.forEach((_, slot) => { if (tables.every((table) => table[part][slot] & AGREES)) scores[slot] = 0; });
      }
    }
    if (filter.year) start.years.forEach((year, slot) => { if (year !== Number(filter.year)) articles[slot] = 0; });
    if (filter.place) {
      const there = new Set((await spellings([], `#${filter.place}`)).flatMap((one) => decode(one.slots)));
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
    const size = call === 'articles' ? start.articlesAScript : start.entitiesAScript;
    return (await searchIndex.load(call, Math.floor(slot / size)))[slot % size];
  };
  return { find, entry, begin };
})();
