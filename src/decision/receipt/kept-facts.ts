import { factOf } from '../../facts/catalogue.js';
import type { Household } from '../../facts/household.js';
import { canonicalJson, hmacSha256Hex } from '../../values/canonical.js';
import { DixianError, issue } from '../../values/issues.js';
import { type Declaration, inOrder } from '../declarations.js';
import { type Reading, readFor } from '../reading.js';
import { FACTS_FORMAT, type ReceiptFacts } from './receipt.js';

const SALT = /^[0-9a-f]{64}$/;

/** The HMAC of a household's facts: the salt is the key, so that nobody can guess facts from it. */
export const digestOf = ({ salt, household, unusable, declarations }: ReceiptFacts): string =>
  hmacSha256Hex(
    salt,
    // Where nothing is declared the text is what it was before there were declarations.
    canonicalJson({ household, unusable, ...(declarations === undefined ? {} : { declarations }) }),
  );

/** A household as JSON keeps it. What JSON cannot keep (NaN) was unusable already, and is named there. */
function plainHousehold(household: unknown): unknown {
  try {
    const plain: unknown = JSON.parse(JSON.stringify(household ?? null));
    canonicalJson(plain);
    return plain;
  } catch {
    throw new DixianError([issue('householdNotJson', [])]);
  }
}

/** What of a reading bears on the answer, as text: big integers have no JSON. */
const bearing = ({ facts, unusable, declaredBlanks }: Reading): string =>
  JSON.stringify([facts, namesOf(unusable), declaredBlanks], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );

/** The facts among the names, in order: any other name that a caller gives bears on nothing, and may be a value. */
const namesOf = (names: Iterable<string>): readonly string[] =>
  [...names].filter((name) => factOf(name) !== undefined).sort();

/**
 * The facts that an assessment was made from, as they are kept for its receipt.
 * @throws DixianError if the salt is not 64 hexadecimal digits (a short one could be guessed), if the household
 * cannot be written as JSON, or if what was written reads otherwise than what was assessed: one with objects (dates)
 * that JSON turns into text. Its receipt could not be replayed.
 */
export function keptFacts(
  reading: Reading,
  salt: unknown,
  declarations: readonly Declaration[],
): ReceiptFacts {
  if (typeof salt !== 'string' || !SALT.test(salt))
    throw new DixianError([issue('saltOfWrongForm', ['salt'])]);
  const { policy, nodes, on } = reading;
  const household = plainHousehold(reading.household);
  const unusable = namesOf(reading.unusable);
  if (bearing(readFor(policy, nodes, household as Household, on, unusable)) !== bearing(reading))
    throw new DixianError([issue('householdReadsOtherwise', [])]);
  return Object.freeze({
    format: FACTS_FORMAT,
    salt,
    household,
    unusable: Object.freeze(unusable),
    ...(declarations.length === 0 ? {} : { declarations: Object.freeze(inOrder(declarations)) }),
  });
}
