import type { Locale } from '../../values/issues.js';

/**
 * A note in one language. The notes of packs are written "中文。 English."; one that is in one language only is given
 * as it is.
 */
export function noteIn(note: string, locale: Locale): string;
export function noteIn(note: string | undefined, locale: Locale): string | undefined;
export function noteIn(note: string | undefined, locale: Locale): string | undefined {
  const halves = note?.match(/^(.*\p{Script=Han}.*[。）”；]) ([^\p{Script=Han}]+)$/su);
  return halves === null || halves === undefined ? note : halves[locale === 'zh-CN' ? 1 : 2];
}
