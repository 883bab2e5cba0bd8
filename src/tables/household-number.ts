/** What nobody sees: joiners, marks of direction, soft hyphens. Copied from other programs they come along. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** A household number as it is compared: what looks alike is alike. Undefined of what is no text. */
export const comparedNumber = (given: unknown): string | undefined =>
  typeof given === 'string' ? given.replace(UNSEEN, '').normalize('NFKC').trim() : undefined;
