import type { Sensitivity } from '../../facts/kinds.js';
import type { Explanation, Line, Token } from '../../policy/explanation.js';

const MASKED: Token = Object.freeze({ kind: 'masked' });

function maskToken(token: Token, hidden: ReadonlySet<Sensitivity>): Token {
  if ('sensitivity' in token && token.sensitivity !== undefined && hidden.has(token.sensitivity))
    return MASKED;
  switch (token.kind) {
    case 'list':
      return { ...token, items: withoutRepeats(token.items.map((item) => maskTokens(item, hidden))) };
    case 'bracketed': {
      const tokens = maskTokens(token.tokens, hidden);
      return isMaskedOnly(tokens) ? MASKED : { ...token, tokens };
    }
    case 'pair': {
      const [of, said] = [maskTokens(token.of, hidden), maskTokens(token.said, hidden)];
      return isMaskedOnly(of) && isMaskedOnly(said) ? MASKED : { ...token, of, said };
    }
    default:
      return token;
  }
}

/** Several parts left out in a row are one omission. */
const maskTokens = (tokens: readonly Token[], hidden: ReadonlySet<Sensitivity>): readonly Token[] =>
  tokens
    .map((token) => maskToken(token, hidden))
    .filter((token, index, all) => token.kind !== 'masked' || all[index - 1]?.kind !== 'masked');

const isMaskedOnly = (tokens: readonly Token[]): boolean =>
  tokens.length > 0 && tokens.every(({ kind }) => kind === 'masked');

/** How many were left out is nobody's business either. */
const withoutRepeats = (items: readonly (readonly Token[])[]): readonly (readonly Token[])[] =>
  items.filter((item, index) => !isMaskedOnly(item) || items.findIndex(isMaskedOnly) === index);

const holdsMasked = (value: unknown): boolean => JSON.stringify(value).includes('"kind":"masked"');

/** Lines on a copy, without what the hidden sensitivities cover; the given lines stay as they are. */
export const maskLines = (lines: readonly Line[], hidden: ReadonlySet<Sensitivity>): readonly Line[] => {
  const seen = new Set<string>();
  return lines
    .map((line) => {
      const tokens = maskTokens(line.tokens, hidden);
      // What stands below something that is left out would tell of it.
      return { ...line, tokens, below: isMaskedOnly(tokens) ? [] : maskLines(line.below, hidden) };
    })
    .filter((line) => {
      if (!holdsMasked(line.tokens)) return true;
      const text = JSON.stringify(line);
      if (seen.has(text)) return false;
      seen.add(text);
      return true;
    });
};

/**
 * An explanation without what some readers may not see, by the sensitivity that the catalogue gives each fact; what
 * is worked out from a sensitive fact is as sensitive. A copy: the explanation, and every decision, stay as they are.
 */
export const maskExplanation = (explanation: Explanation, hide: readonly Sensitivity[]): Explanation =>
  Object.freeze({ ...explanation, lines: maskLines(explanation.lines, new Set(hide)) });
