/** Hash values are 64 hexadecimal digits with a letter among them; any run of digits may stand in one. */
const HASH = /(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{64}(?![0-9A-Za-z])/g;
/** Web addresses of documents, which number their pages at length; what follows a question mark is looked at. */
const ADDRESS = /https?:\/\/[A-Za-z0-9.:-]+(?:\/[A-Za-z0-9._~%/-]*)?/g;
/** Days and months as texts; two of them side by side would look like a card number in groups. */
const DAY = /(?<!\d)\d{4}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?(?!\d)/g;
/** What people put between the groups of a long number, invisible characters included. */
const BETWEEN_GROUPS = /(?<=\d{2})[\s\u200b-\u200d\u2060\ufeff\u2010-\u2015·_-]+(?=\d{2})/g;

/** Mobile telephones: 11 digits from 1 on, also with the trunk prefix 0 or the country code. */
const TELEPHONE = /^(?:0|86|0086)?1\d{10}$/;
/** Identity numbers have 15 or 18 digits, bank cards 16 to 19; longer runs are such numbers joined. */
const SHORTEST_NUMBER = 15;

const hasLongRun = (text: string): boolean =>
  (text.match(/\d{11,}/g) ?? []).some((run) => run.length >= SHORTEST_NUMBER || TELEPHONE.test(run));

/**
 * Whether a text holds something that looks like an identity number (15 or 18 digits, the last may be X), a mobile
 * telephone or a bank card (16 to 19 digits); full-width digits and digits in groups too. Fixed telephones are not
 * looked for: an office gives its own for objections. Nor are hash values and the addresses of pages.
 */
export function holdsPersonalNumber(text: string): boolean {
  const plain = text.normalize('NFKC').replace(HASH, '#').replace(ADDRESS, '#');
  return hasLongRun(plain) || hasLongRun(plain.replace(DAY, '#').replace(BETWEEN_GROUPS, ''));
}
