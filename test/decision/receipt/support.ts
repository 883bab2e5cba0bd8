import { createHash } from 'node:crypto';
import { CATALOGUE, type Household, type Receipt, type ReceiptFacts } from '../../../src/index.js';
import { canonicalJson } from '../../../src/values/canonical.js';
import { fullHousehold, type Given, gansu2024, ON } from '../support.js';

/** A salt of the right form, the same for the same number. */
export const saltOf = (number: number): string => createHash('sha256').update(`salt ${number}`).digest('hex');

export interface Made {
  readonly receipt: Receipt;
  readonly facts: ReceiptFacts;
}

export const receiptOf = (household: unknown, unusable: readonly string[] = []): Made =>
  gansu2024.assess(household as Household, { on: ON, unusable }).receipt({ salt: saltOf(1) });

/** A file of receipts or facts. */
export const linesOf = (values: readonly unknown[]): string =>
  values.map((value) => `${canonicalJson(value)}\n`).join('');

/** A household of which every text fact is given that says who somebody is. */
export function namedHousehold(seed: number): Given {
  const full = fullHousehold(seed, true);
  const members = full['members'] as { readonly items: readonly Given[] };
  return {
    ...full,
    householdId: '户620102990011',
    headName: '欧阳甲乙丙',
    headIdNumber: '620102199001011234',
    telephone: '13900001111',
    bankAccount: '6228480402564890018',
    members: {
      complete: true,
      items: members.items.map((member, index) => ({
        ...member,
        name: `欧阳某某${index}号`,
        idNumber: `62010219900101${5000 + index}`,
        disabilityType: '精神残疾',
        dropoutReason: '因患先天性心脏病休学',
      })),
    },
  };
}

interface Described {
  readonly kind: string;
  readonly sensitivity: string;
  readonly fields?: Readonly<Record<string, Described>>;
}

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : [];

/** The texts of a household in facts and fields that the catalogue calls plain, or in those that it does not. */
function stringsOf(
  household: Given,
  isPlain: boolean,
  facts: Readonly<Record<string, Described>> = CATALOGUE as never,
): readonly string[] {
  return Object.entries(household).flatMap(([name, value]) => {
    const fact = facts[name];
    if (fact === undefined) return [];
    if (fact.sensitivity !== 'plain' || fact.fields === undefined)
      return isPlain === (fact.sensitivity === 'plain') ? stringsIn(value) : [];
    const { fields } = fact;
    const { items } = value as { readonly items: readonly Given[] };
    return items.flatMap((item) => stringsOf(item, isPlain, fields));
  });
}

/**
 * The texts of a household that the catalogue calls sensitive, long enough that they cannot stand there by chance; without
 * those that it says elsewhere and that are none, as where somebody was born on the day of an event.
 */
export function sensitiveStrings(household: Given): readonly string[] {
  const plain = new Set(stringsOf(household, true));
  return stringsOf(household, false).filter((text) => text.length >= 4 && !plain.has(text));
}
