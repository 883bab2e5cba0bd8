import { randomFrom } from '../../bench/households.js';
import { blanked, fullHousehold, type Given } from '../decision/support.js';

const within = (household: Given, list: string, change: (first: Given) => Given): void => {
  const items = (household[list] as { items?: readonly Given[] } | undefined)?.items;
  if (items?.[0] !== undefined)
    household[list] = { ...(household[list] as object), items: [change(items[0]), ...items.slice(1)] };
};

/** Households of which much is blank, lists are cut off and days are known by their month only. */
export function sparseHouseholds(count: number, seed: number): Given[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    const full = fullHousehold(seed * 1_000 + index, index % 3 !== 0);
    return index % 4 === 0 ? full : blanked(full, random).less;
  });
}

/** The same, every other one with values that the catalogue does not allow. */
export function impossibleHouseholds(count: number, seed: number): Given[] {
  return sparseHouseholds(count, seed).map((household, index) => {
    if (index % 4 === 1) {
      household['reportedWageIncome'] = -3;
      household['ownsVehicle'] = 'maybe';
      household['housingGrade'] = 'Z';
      household['visitedOn'] = '2024-02-30';
      // Neither in range nor whole; of the texts, which no rule reads, one is too long, the other only in UTF-16.
      household['reportedLabourCount'] = -0.5;
      within(household, 'members', (first) => ({
        ...first,
        birthDate: '1990-13-01',
        workMonths: 'abc',
        name: '𠀀'.repeat(200),
        workPlace: '𠀀'.repeat(201),
      }));
      within(household, 'events', (first) => ({
        ...first,
        occurredOn: '2024/03/01',
        type: "'; DROP TABLE x",
      }));
    }
    if (index % 4 === 3) {
      household['reportedNetIncome'] = 12.345;
      household['reportedMemberCount'] = 0;
      household['reportedBusinessCost'] = '1 000';
      household['visitRisks'] = { complete: true, items: ['因病', '无此风险'] };
      household['identifiedRisks'] = { complete: 'yes', items: [] };
      household['claims'] = { complete: 'yes', items: [{ amount: 'abc' }] };
      if (index % 8 === 3) household['members'] = { complete: true, items: [] };
      within(household, 'members', (first) => ({
        ...first,
        healthStates: { complete: true, items: ['残疾', '无此状况'] },
      }));
      within(household, 'incomes', (first) => ({ ...first, amount: 1e10, fromMonth: '2024-13' }));
    }
    // Far beyond what can be multiplied.
    if (index % 8 === 4) household['reportedNetIncome'] = 9e307;
    // Nothing but a field that no rule reads.
    if (index % 8 === 6) within(household, 'spending', (first) => ({ ...first, heading: 'x'.repeat(201) }));
    return household;
  });
}
