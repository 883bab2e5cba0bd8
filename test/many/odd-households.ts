import { randomFrom } from '../../bench/households.js';
import { blanked, fullHousehold } from '../decision/support.js';
import { readFixtures } from '../support/household-fixtures.js';

/** Throws when it is read. */
export const throwing = new Proxy(
  {},
  {
    ownKeys() {
      throw new Error('no connection');
    },
  },
);

/** What may stand where a value should, usual and not. */
export const ODD: readonly unknown[] = [
  null,
  undefined,
  '',
  0,
  -0,
  1,
  -1,
  0.005,
  19.99,
  1e9,
  1e9 + 0.01,
  1e21,
  1e-7,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  false,
  'true',
  '是',
  'A',
  '因病',
  '户主',
  '620102198001010010',
  '2024-02-29',
  '2023-02-29',
  '1900-02-29',
  '2000-02-29',
  '2024-11',
  '2024-13',
  '2024-1',
  '0999-01-01',
  '2024-11-31',
  'x'.repeat(64),
  'x'.repeat(65),
  'x'.repeat(201),
  [],
  {},
  { value: true },
  { value: 5, source: '税务', observedOn: '2024-01-01' },
  [{ value: '2024-11-01' }, { value: '2024-11-02' }],
  { complete: true, items: [] },
  { complete: false, items: [] },
  { complete: 'true', items: [] },
  { complete: true, items: [], note: '' },
  { complete: true, items: ['因病', '因病'] },
  { complete: true, items: ['因病', 5] },
  { complete: true, items: [{}] },
  { complete: true, items: [{ amount: 1.5, fromMonth: '2024-01', toMonth: '2024-02' }] },
  { complete: true, items: [{ amount: 1.555 }, null] },
  { complete: false, items: [{ birthDate: '1980-02', healthStates: { complete: false, items: [] } }] },
  { complete: true, items: [{ sex: '男', unknownField: 1 }] },
  { complete: true, items: Array.from({ length: 501 }, () => ({})) },
  new Date(0),
  () => 1,
];

const random = randomFrom(41);
/** Households of every quality, and what is none. */
export const HOUSEHOLDS: readonly unknown[] = [
  ...readFixtures()
    .filter((_, index) => index % 4 === 0)
    .map(({ household }) => household),
  ...Array.from({ length: 40 }, (_, seed) => blanked(fullHousehold(seed, seed % 2 === 0), random).less),
  ...ODD.map((value, index) => ({
    ...fullHousehold(index, true),
    ownsVehicle: value,
    reportedNetIncome: value,
  })),
  ...ODD,
  throwing,
  { ownsVehicel: true },
  { headIdNumber: '5', members: { complete: true, items: [{ birthDate: '1980-01-01', sourcd: 1 }] } },
];
