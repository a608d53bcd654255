'use strict';
// What the search index is written in, read again: hashes of words, lists of numbers, and texts with a character a word.

// CRC-32, as zlib has it.
const hashed = (() => {
  const CRC = Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  return (text) => {
    let value = 0xffffffff;
    for (const byte of new TextEncoder().encode(text)) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  };
})();

// Reads the lists of search/postings.py one by one, each of numbers below a limit.
const postings = (() => {
  const LETTER = new Uint8Array(128);
  Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (char, at) => { LETTER[char.charCodeAt(0)] = at; });
  const reader = (letters) => {
    let at = 0;
    let left = 0;
    let letter = 0;
    const bit = () => {
      if (!left) {
        letter = LETTER[letters.charCodeAt(at)];
        at += 1;
        left = 6;
      }
      left -= 1;
      return (letter >> left) & 1;
    };
    const binary = (length, value) => {
      for (let done = 0; done < length; done += 1) value = value * 2 + bit();
      return value;
    };
    return (limit) => {
      let length = 0;
      while (!bit()) length += 1;
      const count = binary(length, 1);
      const low = Math.max(31 - Math.clz32(Math.floor(limit * 7 / (count * 10))), 0);
      let last = -1;
      return Uint32Array.from({ length: count }, () => {
        let rest = 0;
        while (bit()) rest += 1;
        last += 1 + rest * 2 ** low + binary(low, 0);
        return last;
      });
    };
  };
  return { reader };
})();

// Lines as search/wording.py writes them: a character for each word, by the vocabulary.
const wording = (() => {
  const CHARACTERS = [[0x21, 0x7e], [0xa1, 0x800], [0x800, 0x1800]].flatMap(([from, to]) =>
    Array.from({ length: to - from }, (_, at) => String.fromCharCode(from + at))).filter((char) => !'"\\'.includes(char));
  const vocabularyOf = (words) => new Map(words.map((word, at) => [CHARACTERS[at + 5], word]));
  const [JOINED, CAPITAL, CAPITALS, SPACE, LINE] = CHARACTERS;
  const lines = (written, vocabulary) => {
    const read = [];
    let line = '';
    let joined = false;
    let cased = (word) => word;
    for (let at = 0; at < written.length; at += 1) {
      const char = written[at];
      if (char === JOINED) joined = true;
      else if (char === CAPITAL) cased = (word) => word[0].toUpperCase() + word.slice(1);
      else if (char === CAPITALS) cased = (word) => word.toUpperCase();
      else if (char === SPACE) line += line && ' ';
      else if (char === LINE) line = (read.push(line), '');
      else {
        const end = char === '~' ? written.indexOf('~', at + 1) : at;
        const symbol = char === '~' ? written.slice(at + 1, end) || char : vocabulary.get(char);
        line += /[\p{L}\p{N}]/u.test(symbol) ? (line && !joined ? ' ' : '') + cased(symbol) : symbol;
        joined = false;
        cased = (word) => word;
        at = end;
      }
    }
    return read;
  };
  return { vocabularyOf, lines };
})();
