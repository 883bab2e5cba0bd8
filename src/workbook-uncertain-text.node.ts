/** Why nobody can say for certain what a cell shows. */
const WORDS = {
  /** Its number format shows another number than it holds. */
  misleading: '#数字格式',
} as const;

/** What would divide a list into its items: an item of its own could be understood. */
const DIVIDERS = /[,，、;；\r\n]+/g;

/**
 * The text of a cell that is not to be understood as anything: a word in front says why, and the sign behind keeps what
 * stands at its end from being read alone.
 */
export const uncertainText = (reason: keyof typeof WORDS, text: string): string =>
  `${WORDS[reason]} ${text.replace(DIVIDERS, ' ')}#`;
