import { truthText } from '../backends/words/provenance-text.js';
import type { Title } from '../facts/kinds.js';
import type { Locale } from '../values/issues.js';
import type { Truth } from '../values/truth.js';

/** What one line tells of rules. */
export interface RuleTexts {
  /** Of a rule that holds: its title, with the figures of what it compared. */
  holding(rule: string): string;
  /** The first parts of a rule that decide it, by title: why it fails, or what leaves it open. */
  decisive(rule: string): readonly string[];
}

/** A part of a rule and whether it holds. */
export const partText = ({ zh, en }: Title, truth: Truth, locale: Locale): string =>
  `${locale === 'zh-CN' ? zh : en}${locale === 'zh-CN' ? '：' : ': '}${truthText(truth, locale)}`;
