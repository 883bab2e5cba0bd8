/** What stands for a formula that was never worked out: many programs write formulas without their results. */
export const NOT_CALCULATED = '#未计算';

/** Why nobody can say for certain what a cell shows. */
const WORDS = {
  /** Its number format shows another number than it holds. */
  misleading: '#数字格式',
  /** It is crossed out, or a part of it is. */
  struck: '#删除线',
  /** A part of it stands higher or lower than the rest: the mark of a footnote. */
  raised: '#上下标',
} as const;

/** What would divide a list into its items: an item of its own could be understood. */
const DIVIDERS = /[,，、;；\r\n]+/g;

/**
 * The text of a cell that is not to be understood as anything: a word in front says why, and the sign behind keeps what
 * stands at its end from being read alone.
 */
export const uncertainText = (reason: keyof typeof WORDS, text: string): string =>
  `${WORDS[reason]} ${text.replace(DIVIDERS, ' ')}#`;
