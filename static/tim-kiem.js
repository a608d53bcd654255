'use strict';
// The search page: reads what is typed (cau-hoi.js), asks the index (chi-muc.js), shows what was found with the words
// marked. All that is shown is set as text, never as HTML.

// The sentence of an article that answers best, with the ranges to mark; number 0 where none does.
const snippets = (() => {
  const follows = (words, tokens, at) => tokens.length >= at + words.length && folding.agree(words, tokens.slice(at).map(({ word }) => word));

  // Which tokens to mark: whole phrases and neighbours of a run, and single words where none of it has neighbours.
  const marks = (query, tokens) => {
    const chosen = new Map();
    const choose = (from, count, weight) => { for (let at = from; at < from + count; at += 1) chosen.set(at, Math.max(weight, chosen.get(at) || 0)); };
    const folded = tokens.map(({ word }) => folding.fold(word));
    for (const [which, { runs, phrases }] of query.alternatives.entries()) {
      for (const phrase of phrases) tokens.forEach((_, at) => { if (follows(phrase, tokens, at)) choose(at, phrase.length, 4); });
      runs.forEach((run, place) => {
        const parts = run.map(folding.fold);
        const unfinished = query.open && which === query.alternatives.length - 1 && place === runs.length - 1 ? parts.length - 1 : -1;
        const meets = (part, at) => folded[at] === parts[part] || (part === unfinished && parts[part].length > 1 && folded[at]?.startsWith(parts[part]));
        const seen = new Set();
        tokens.forEach((_, at) => {
          for (let part = 0; part + 1 < parts.length; part += 1) {
            if (meets(part, at) && meets(part + 1, at + 1)) {
              choose(at, 2, folding.agree(run.slice(part, part + 2), [tokens[at].word, tokens[at + 1].word]) ? 3 : 2);
              seen.add(part).add(part + 1);
            }
          }
        });
        parts.forEach((_, part) => {
          if (!seen.has(part)) tokens.forEach((token, at) => { if (meets(part, at)) choose(at, 1, folding.agree([run[part]], [token.word]) ? 1 : 0.5); });
        });
      });
    }
    return chosen;
  };
  // Different words count in full, repeated ones a little.
  const weigh = (chosen, tokens) => {
    const best = new Map();
    for (const [at, weight] of chosen) best.set(tokens[at].word, Math.max(weight, best.get(tokens[at].word) || 0));
    return [...best.values()].reduce((sum, weight) => sum + weight, 0) + Math.min(chosen.size, 9) / 10;
  };

  const best = (query, sentences) => {
    let found = { number: 0, text: sentences.find(Boolean) || '', ranges: [], weight: 0 };
    sentences.forEach((text, at) => {
      const tokens = folding.placed(text);
      const chosen = marks(query, tokens);
      const weight = weigh(chosen, tokens);
      if (weight <= found.weight) return;
      const ranges = [];
      for (const place of [...chosen.keys()].sort((one, other) => one - other)) {
        const { start, end } = tokens[place];
        if (chosen.has(place - 1) && !/[^\s-]/u.test(text.slice(ranges.at(-1)[1], start))) ranges.at(-1)[1] = end;
        else ranges.push([start, end]);
      }
      found = { number: at + 1, text, ranges, weight };
    });
    return found;
  };
  // Whether a text holds every phrase word by word, and every word that the index was not asked for, and nothing unwanted.
  const holds = (query, passages) => {
    const rows = passages.map(folding.placed);
    const stands = (words) => rows.some((tokens) => tokens.some((_, at) => follows(words, tokens, at)));
    const said = new Set(rows.flat().map(({ word }) => folding.fold(word)));
    if (query.without.some((words) => words.length > 1 && stands(words))) return false;
    return !query.alternatives.length || query.alternatives.some(({ phrases, unsure }) => phrases.every(stands) && unsure.every((word) => said.has(folding.fold(word))));
  };
  return { best, holds };
})();

const page = (() => {
  const SHOWN = 5;
  const SHOWN_MORE = 10;
  const ROOM = 85000;
  const PAUSE = 200;
  const SLOW = 600;
  const NAMES = 4;
  const LONGEST = 260;
  const KINDS = { 'bai-viet': 'Bài viết', 'dia-phuong': 'Địa phương', 'nhan-vat': 'Nhân vật', 'thoa-thuan': 'Thỏa thuận' };
  const at = (id) => document.getElementById(id);
  let latest = 0;
  let further = () => {};

  const element = (name, kind, ...children) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...children);
    return made;
  };
  const snippet = ({ text, ranges }) => {
    const first = ranges.length ? ranges[0][0] : 0;
    let from = text.length > LONGEST && first > 120 ? text.indexOf(' ', first - 90) + 1 : 0;
    if (from > first) from = first;
    let to = text.length - from > LONGEST ? text.lastIndexOf(' ', from + LONGEST) : text.length;
    if (to <= from) to = text.length;
    const parts = [from ? '… ' : ''];
    let done = from;
    for (const [start, end] of ranges.filter(([, end]) => end <= to)) {
      parts.push(text.slice(done, start), element('mark', '', text.slice(start, end)));
      done = end;
    }
    return element('p', 'snippet', ...parts, text.slice(done, to), to < text.length ? ' …' : '');
  };
  const result = (path, title, kind, ...rest) => {
    const link = element('a', '', title);
    link.href = path;
    return element('li', '', element('p', 'kind', kind), link, ...rest);
  };

  // Slots of names that answer, best first; where not every word was asked for, of the first those that hold the others.
  const namesOf = async ({ entities }, query) => {
    if (query.alternatives.every(({ unsure }) => !unsure.length)) return entities;
    const first = entities.slice(0, 3 * NAMES);
    const rows = await Promise.all(first.map(searching.entity));
    return first.filter((_, place) => snippets.holds(query, [rows[place][1]]));
  };
  const nameShown = async (slot) => {
    const [path, name, what] = await searching.entity(slot);
    return result(path, name, KINDS[path.split('/')[0]], element('p', 'meta', what));
  };
  const holds = ({ title, sentences }, query) => snippets.holds(query, [title, ...sentences]);
  const articleShown = async (slot, query) => {
    const article = await searching.article(slot);
    if (!holds(article, query)) return null;
    const { path, title, when, sentences } = article;
    const hit = snippets.best(query, sentences);
    const target = hit.number ? `${path}#c${hit.number}` : path;
    return result(target, title, when ? `${KINDS['bai-viet']} · ${when}` : KINDS['bai-viet'], snippet(hit));
  };

  const tell = (...words) => { at('tin').replaceChildren(...words); };
  // What is asked in its own quotation marks is shown in those alone.
  const tellNothing = (asked, filtered) => {
    const better = searching.mended(asked);
    const link = element('a', '', better);
    link.href = `?q=${encodeURIComponent(better)}`;
    const quoted = /["“”„«»]/u.test(asked);
    const ways = [quoted && 'bỏ ngoặc kép', /\s/u.test(asked) && 'bớt từ', filtered && 'bỏ bộ lọc'].filter(Boolean);
    tell(`Không tìm thấy gì${asked && ` cho ${quoted ? asked : `“${asked}”`}`}. `, ...(better ? ['Có phải bạn tìm: ', link, '?'] : [`Thử ${ways.join(' hoặc ') || 'từ khác'}.`]));
  };
  // How many articles answer: what is sure, or, where texts have yet to be looked at, as large a part of them as of those before.
  const told = (sure, candidates, held, left) => {
    if (sure || !left) return count(held + left, 'bài viết');
    return `khoảng ${count(Math.max(held, Number((candidates * (held + 0.5) / (candidates - left + 0.5)).toPrecision(2))), 'bài viết')}`;
  };
  const count = (number, what) => `${number.toLocaleString('vi')} ${what}`;

  // The button below the results, and what it does.
  const offer = (label, act) => {
    at('them').textContent = label;
    at('them').hidden = !act;
    further = act;
  };
  // Does what loads parts of the index: says so where that takes long, and offers to try again where a part does not come.
  const attempt = async (mine, act) => {
    const isLatest = () => mine === latest;
    const slow = setTimeout(() => { if (isLatest()) tell('Đang tìm…'); }, SLOW);
    await act(isLatest).catch((error) => {
      if (!isLatest()) return;
      tell(`Không tải được một phần chỉ mục (${error.message}).`);
      offer('Thử lại', () => attempt(mine, act));
    });
    clearTimeout(slow);
  };

  // Shows the next results; those whose phrase turns out not to stand in the text are passed over. What has been asked of
  // the index stays within a room: then the reader is to ask for more. Where all that is left fits in there too, it is
  // looked through, so that the number is sure.
  const show = async (found, query, asked, filtered, isLatest) => {
    let articles = found.articles;
    let held = 0;
    let { sure } = found;
    const hasRoom = (scripts) => searchIndex.spent() + searchIndex.usual('articles') * scripts < ROOM;
    const lookThrough = async () => {
      const texts = await Promise.all(articles.map(searching.article));
      articles = articles.filter((_, place) => holds(texts[place], query));
      sure = true;
    };
    const more = async (wanted) => {
      const next = [];
      do {
        const part = articles.slice(0, wanted - next.length);
        const made = (await Promise.all(part.map((slot) => articleShown(slot, query)))).filter(Boolean);
        if (!isLatest()) return;
        articles = articles.slice(part.length);
        at('ket-qua').append(...made);
        next.push(...made);
        held += made.length;
      } while (next.length < wanted && articles.length && hasRoom(wanted - next.length));
      if (!sure && hasRoom(searching.scriptsOf(articles))) await lookThrough();
      if (!isLatest()) return;
      const parts = [...(held || articles.length ? [told(sure, found.articles.length, held, articles.length)] : []), ...(names.length ? [count(names.length, 'tên')] : [])];
      if (parts.length) tell(`Tìm thấy ${parts.join(' và ')}.`);
      else tellNothing(asked, filtered);
      if (wanted === SHOWN_MORE && next.length) next[0].querySelector('a').focus();
      searchIndex.forget();
      offer('Xem thêm kết quả', articles.length ? () => attempt(latest, () => more(SHOWN_MORE)) : null);
    };
    const names = await namesOf(found, query);
    const shown = await Promise.all(names.slice(0, articles.length ? NAMES : 10 * NAMES).map(nameShown));
    if (!isLatest()) return;
    at('ket-qua').replaceChildren(...shown);
    at('ket-qua').hidden = false;
    await more(SHOWN);
  };

  const search = async (finished) => {
    const mine = latest += 1;
    const asked = at('hoi').value.normalize('NFC').trim();
    const filter = { kind: at('loai').value, year: at('nam').value, place: at('noi').value };
    const query = parseQuery(at('hoi').value.normalize('NFC'));
    if (finished) query.open = false;
    const idle = !query.alternatives.length && !query.without.length && !filter.year && !filter.place;
    at('ten').hidden = at('cach-tim').hidden = !idle;
    remember(asked, filter);
    if (idle) {
      at('ket-qua').replaceChildren();
      at('ket-qua').hidden = at('them').hidden = true;
      tell(asked ? 'Hãy gõ ít nhất một chữ cái hoặc chữ số.' : '');
      return;
    }
    await attempt(mine, async (isLatest) => {
      searchIndex.forget();
      const found = await searching.find(query, filter).catch((error) => {
        if (isLatest()) at('ket-qua').replaceChildren();
        throw error;
      });
      if (isLatest()) await show(found, query, asked, Object.values(filter).some(Boolean), isLatest);
    });
  };

  // The address tells the question, so that it can be kept and sent; a folder on disk does not allow it.
  const remember = (asked, { kind, year, place }) => {
    if (!location.protocol.startsWith('http')) return;
    const words = new URLSearchParams(Object.entries({ q: asked, loai: kind, nam: year, noi: place }).filter(([, value]) => value));
    history.replaceState(null, '', `${location.pathname}${words.size ? `?${words}` : ''}`);
  };

  // "/" goes to the field, arrows go through the results, Escape goes back to the field and then empties it.
  const onKey = (event) => {
    const field = at('hoi');
    const links = [...at('ket-qua').querySelectorAll('a')];
    const place = links.indexOf(document.activeElement);
    const inField = document.activeElement === field;
    const to = { ArrowDown: place + 1, ArrowUp: place - 1 }[event.key];
    if (event.key === '/' && !/^(?:INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) field.focus();
    else if (event.key === 'Escape' && place >= 0) field.focus();
    else if (event.key === 'Escape' && inField && field.value) { field.value = ''; search(); }
    else if (to !== undefined && (place >= 0 || (inField && to === 0))) (links[to] || (to < 0 ? field : links[place])).focus();
    else return;
    event.preventDefault();
  };

  const given = new URLSearchParams(location.search);
  for (const [name, id] of [['q', 'hoi'], ['loai', 'loai'], ['nam', 'nam'], ['noi', 'noi']]) if (given.get(name)) at(id).value = given.get(name);
  let timer = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(search, PAUSE); };
  at('hoi').addEventListener('input', soon);
  at('hoi').addEventListener('focus', () => { searching.begin().catch(() => {}); });
  for (const id of ['loai', 'nam', 'noi']) at(id).addEventListener('change', () => search());
  at('tim').addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(timer); search(true); });
  at('them').addEventListener('click', () => further());
  document.addEventListener('keydown', onKey);
  if ([...given.values()].some(Boolean)) {
    at('hoi').focus({ preventScroll: true });
    search(true);
  }
  return { search };
})();
