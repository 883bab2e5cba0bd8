import { listOf } from './lists.js';

/*
 * Texts packed by what is likely to follow in them. What packs a text and what unpacks it go the same way, so that both
 * expect the same: they are one function. It keeps to sums, products, quotients and whole numbers of 32 bits, which every
 * engine works out to the last bit; and to variables of its own and keys that are numbers, which old engines read fastest.
 */

/** The digits in which texts are packed, and the least range that is parted: with fewer of them left, one more is read. */
export const PACKED_BASE = 91;
export const LEAST_RANGE = 6240321451;

/** What packs a text: it knows the text, and takes its bits, each with how likely it was a 1. */
export interface BitWriter {
  text: string;
  write(bit: number, chance: number): void;
}

/** The letters that followed some others, the latest first; and how often the first of them came again since. */
interface Followers {
  letters: string;
  again: number;
}

/** About the 64th root of e, and its power of -512. MuJS reads long fractions otherwise than others. */
const STEP = 1 + 1 / 64 + 1 / 8192;
const LEAST_RATIO = 1 / 2981;

/** What a printable character stands for; the four that are passed over would have to be escaped somewhere. */
function digitAt(packed: string, at: number): number {
  let code = packed.charCodeAt(at);
  if (code > 92) code -= 1;
  if (code > 62) code -= 1;
  if (code > 60) code -= 1;
  if (code > 39) code -= 1;
  // Behind the last one stand as many of the first as are needed.
  return code >= 32 ? code - 32 : 0;
}

/** The bit of a letter behind some bits of it; a letter is a 0 and 7 bits, or a 1 and 16 bits, all behind a 1. */
function bitOfLetter(code: number, bits: number): number {
  let rest = code + (code < 128 ? 256 : 196608);
  while (rest >= bits * 4 || (rest >= bits * 2 + 2 && rest >> 1 !== bits)) rest >>= 1;
  return rest & 1;
}

/**
 * The text of so many letters behind a packed one; with a writer, the text that it packs. A letter is told by asking, of
 * each that followed the last word at its place in a line, the last word, three letters, two and one, whether it is that;
 * and by its bits where it is none of them.
 */
export function modelledText(packed: string, length: number, writer: BitWriter | null): string {
  const none = undefined;
  const floor = Math.floor;
  // Of each 4096th of a chance its logarithmic odds, in 64ths; and of these, from -512 on, the chance.
  const odds = listOf<number>(4096);
  const chances = listOf<number>(1024);
  // By a sign of what a bit depends on: how often it was asked for, and behind the point how likely it is a 1.
  const seen: { [sign: number]: number } = {};
  // How far each of the three signs of a question is to be trusted.
  const weights = listOf<number>(48);
  const signs = listOf<number>(3);
  const says = listOf<number>(3);
  const known: { [letters: string]: Followers }[] = [{}, {}, {}, {}, {}];
  const asked = listOf<Followers>(5);
  const made = listOf<string>(length);
  let recent = '';
  // The last word so far, and how many stand before it in its line.
  let word = '';
  let field = 0;
  let range = 1;
  let rest = 0;
  let read = 0;
  let at = 0;
  let ratio = LEAST_RATIO;
  for (let place = 0; place < 1024; place += 1) {
    const chance = ratio / (1 + ratio);
    chances[place] = chance;
    for (; at < chance * 4096; at += 1) odds[at] = place - 512;
    ratio *= STEP;
  }
  for (; at < 4096; at += 1) odds[at] = 512;
  for (at = 0; at < 48; at += 1) weights[at] = 0.375;
  for (let place = 0; place < length; place += 1) {
    const before = recent === '' ? 0 : recent.charCodeAt(recent.length - 1);
    for (let rank = 0; rank < 5; rank += 1) {
      const letters = rank === 0 ? `${field}${word}` : rank === 1 ? word : recent.substring(rank - 2);
      const key = `$${letters}`;
      const context = known[rank] as { [letters: string]: Followers };
      let followers = context[key];
      if (followers === none) {
        followers = { letters: '', again: 0 };
        context[key] = followers;
      }
      asked[rank] = followers;
    }
    let letter = '';
    let passed = '';
    let next = '';
    let rank = 0;
    let which = 0;
    let tried = 0;
    // Its bits so far, once it is told by them.
    let bits = 0;
    let end = 196608;
    while (letter === '') {
      while (rank < 5) {
        const letters = (asked[rank] as Followers).letters;
        if (which === letters.length) {
          rank += 1;
          which = 0;
          tried = 0;
          continue;
        }
        next = letters.charAt(which);
        which += 1;
        if (passed.indexOf(next) < 0) break;
      }
      let trust = 45;
      let count = 2;
      if (rank === 5) {
        if (bits === 0) bits = 1;
        signs[0] = 3000000 + bits;
        signs[1] = 4000000 + ((bits * 8191 + before * 127) % 1000003);
      } else {
        const followers = asked[rank] as Followers;
        const code = next.charCodeAt(0);
        const most = followers.letters.length;
        count = 3;
        trust = rank * 9 + (tried > 2 ? 6 : tried * 3);
        signs[0] = ((rank * 5 + (tried > 4 ? 4 : tried)) * 7 + followers.again) * 5 + (most > 4 ? 4 : most);
        signs[1] = 1000 + (rank + (tried > 0 ? 5 : 0)) * 65536 + code;
        signs[2] = 2000000 + ((code * 8191 + before * 127) % 1000003);
      }
      let sum = 512;
      for (at = 0; at < count; at += 1) {
        const slot = seen[signs[at] as number];
        says[at] = slot === none ? 0 : (odds[((slot - (slot | 0)) * 4096) | 0] as number);
        sum += (weights[trust + at] as number) * (says[at] as number);
      }
      const chance = chances[sum < 0 ? 0 : sum > 1023 ? 1023 : sum | 0] as number;
      let bit = 0;
      if (writer === null) {
        while (range < LEAST_RANGE) {
          range *= PACKED_BASE;
          rest = rest * PACKED_BASE + digitAt(packed, read);
          read += 1;
        }
        const part = floor(range * chance);
        if (rest < part) {
          bit = 1;
          range = part;
        } else {
          range -= part;
          rest -= part;
        }
      } else {
        const wanted = writer.text.charAt(place);
        bit = bits > 0 ? bitOfLetter(wanted.charCodeAt(0), bits) : wanted === next ? 1 : 0;
        writer.write(bit, chance);
      }
      for (at = 0; at < count; at += 1) {
        const sign = signs[at] as number;
        const slot = seen[sign];
        // What was seen ten times counts as seen no oftener, so that what comes later changes it no less.
        const times = slot === none ? 0 : slot | 0;
        let likely = slot === none ? 0.5 : slot - times;
        likely += (bit - likely) / (times + 1.25);
        likely = likely < 1 / 1024 ? 1 / 1024 : likely > 1023 / 1024 ? 1023 / 1024 : likely;
        seen[sign] = likely + (times < 10 ? times + 1 : times);
        weights[trust + at] =
          (weights[trust + at] as number) + ((bit - chance) / 12800) * (says[at] as number);
      }
      if (bits > 0) {
        bits = bits * 2 + bit;
        if (bits === 2) end = 256;
        if (bits >= end) letter = String.fromCharCode(bits - end);
      } else if (bit === 1) letter = next;
      else {
        passed += next;
        tried += 1;
      }
    }
    for (rank = 0; rank < 5; rank += 1) {
      const followers = asked[rank] as Followers;
      const letters = followers.letters;
      which = letters.indexOf(letter);
      if (which === 0) {
        if (followers.again < 6) followers.again += 1;
        continue;
      }
      followers.again = 0;
      followers.letters =
        letter +
        (which < 0 ? letters.substring(0, 11) : letters.substring(0, which) + letters.substring(which + 1));
    }
    made[place] = letter;
    recent = recent.substring(recent.length - 2) + letter;
    if (' ;|\n'.indexOf(letter) < 0) word += letter;
    else {
      word = '';
      field = letter === '\n' ? 0 : field + 1;
    }
  }
  return made.join('');
}
