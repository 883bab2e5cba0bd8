/**
 * The closed list of units. A unit is a product of powers of its dimensions; only `perYear`, `perMonth` and
 * `percent` change one into another.
 */
export const UNITS = {
  yuan: { dimensions: { yuan: 1 }, zh: '元', en: 'yuan' },
  yuanPerMonth: { dimensions: { yuan: 1, month: -1 }, zh: '元/月', en: 'yuan a month' },
  yuanPerYear: { dimensions: { yuan: 1, year: -1 }, zh: '元/年', en: 'yuan a year' },
  yuanPerPerson: { dimensions: { yuan: 1, person: -1 }, zh: '元/人', en: 'yuan a person' },
  yuanPerPersonMonth: {
    dimensions: { yuan: 1, person: -1, month: -1 },
    zh: '元/人·月',
    en: 'yuan a person and month',
  },
  yuanPerPersonYear: {
    dimensions: { yuan: 1, person: -1, year: -1 },
    zh: '元/人·年',
    en: 'yuan a person and year',
  },
  persons: { dimensions: { person: 1 }, zh: '人', en: 'persons' },
  items: { dimensions: { item: 1 }, zh: '项', en: 'items' },
  years: { dimensions: { year: 1 }, zh: '岁', en: 'years' },
  months: { dimensions: { month: 1 }, zh: '个月', en: 'months' },
  days: { dimensions: { day: 1 }, zh: '天', en: 'days' },
  minutes: { dimensions: { minute: 1 }, zh: '分钟', en: 'minutes' },
  metres: { dimensions: { metre: 1 }, zh: '米', en: 'metres' },
  litresPerPersonDay: {
    dimensions: { litre: 1, person: -1, day: -1 },
    zh: '升/人·天',
    en: 'litres a person and day',
  },
  ratio: { dimensions: {}, zh: '', en: '' },
  percent: { dimensions: { percent: 1 }, zh: '%', en: 'percent' },
} as const satisfies Record<string, { dimensions: Readonly<Record<string, number>>; zh: string; en: string }>;

export type Unit = keyof typeof UNITS;

/** Units that count whole things: a plain whole number may stand beside them. */
export const COUNTING_UNITS: readonly Unit[] = ['persons', 'items', 'years', 'months', 'days'];

const signature = (dimensions: Readonly<Record<string, number>>): string =>
  Object.entries(dimensions)
    .filter(([, power]) => power !== 0)
    .map(([name, power]) => `${name}^${power}`)
    .sort()
    .join(' ');

const UNIT_BY_SIGNATURE = new Map<string, Unit>(
  (Object.keys(UNITS) as Unit[]).map((unit) => [signature(UNITS[unit].dimensions), unit]),
);

/** The unit of a product (`power` 1) or quotient (`power` -1), or undefined if the closed list has none. */
export function combineUnits(left: Unit, right: Unit, power: 1 | -1): Unit | undefined {
  const dimensions: Record<string, number> = { ...UNITS[left].dimensions };
  for (const [name, exponent] of Object.entries(UNITS[right].dimensions)) {
    dimensions[name] = (dimensions[name] ?? 0) + exponent * power;
  }
  return UNIT_BY_SIGNATURE.get(signature(dimensions));
}
