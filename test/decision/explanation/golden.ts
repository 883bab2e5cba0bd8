import { fileURLToPath } from 'node:url';
import {
  type Assessor,
  compile,
  explanationTexts,
  type Household,
  type LetterRequest,
  type Locale,
  type NoticeRequest,
} from '../../../src/index.js';
import { openPackFolders } from '../../../src/node.js';
import { type FixtureHousehold, readFixtures } from '../../support/household-fixtures.js';

/** Where the golden texts lie: one file for each household and language. */
export const GOLDEN = fileURLToPath(new URL('../../../fixtures/explanations/', import.meta.url));
const PACKS = fileURLToPath(new URL('../../../fixtures/packs/', import.meta.url));
export const LOCALES: readonly Locale[] = ['zh-CN', 'en'];

/** Both regimes, every outcome, and what is hard to say well: ranges, open lists, a line not divided evenly. */
const CHOSEN = [
  // Taken in: illness, a disaster, no labour, all in lists, an income not known, on the line, in another regime.
  ...['identify-01', 'identify-03', 'identify-09', 'identify-10', 'identify-17', 'line-11', 'age-07'],
  ...['regime-07', 'reg-05', 'reg-32'],
  // Not taken in, looked at again, refused.
  ...['not-05', 'not-13', 'regime-40', 'rev-05', 'flag-19'],
  // Not yet told: something to be asked, no standard.
  ...['verify-03', 'verify-07', 'verify-18', 'verify-23', 'tool-27', 'std-15'],
  // Monitored: exit, going on, not yet told, no standard.
  ...['exit-02', 'regime-21', 'exit-06', 'exit-20', 'exit-26', 'reg-52', 'regime-34', 'exit-19', 'exit-22'],
];

/** What the fixtures leave out and letters need: invented, and sensitive where the catalogue says so. */
const ADDRESSED: Household = {
  province: '示例省',
  county: '示例县',
  township: '示例乡',
  village: '示例村',
  headName: '示例户主',
};
const WITH_ADDRESS: readonly string[] = ['identify-01', 'reg-05', 'exit-02', 'regime-21', 'verify-18'];
const OFFICE = { name: '示例乡人民政府', address: '示例乡一号', telephone: '12345' };
const REQUESTS: Readonly<
  Record<string, { readonly letter?: LetterRequest; readonly notice?: NoticeRequest }>
> = {
  'identify-01': {
    letter: { office: OFFICE },
    notice: { office: OFFICE, period: { from: '2024-11-04', to: '2024-11-10' } },
  },
  'reg-05': { letter: { office: { name: '示例乡人民政府' } } },
};

export interface GoldenCase {
  readonly id: string;
  readonly name: string;
  text(locale: Locale): string;
}

const TITLES: Readonly<Record<Locale, readonly [string, string, string, string]>> = {
  'zh-CN': ['案卷', '告知书', '公示', '不公示'],
  en: ['Case file', 'Letter', 'Notice', 'No notice'],
};

/** The policy's hash changes with every rule of any pack; that it is told is tested elsewhere. */
const withoutHash = (text: string): string => text.replace(/(政策|Policy) [0-9a-f]{12}/g, '$1 …');

function goldenText(assessor: Assessor, { id, on, household }: FixtureHousehold, locale: Locale): string {
  const addressed = WITH_ADDRESS.includes(id) ? { ...household, ...ADDRESSED } : household;
  const assessment = assessor.assess(addressed, { on });
  const { letter, notice } = REQUESTS[id] ?? {};
  const published = assessment.notice(notice);
  const [caseTitle, letterTitle, noticeTitle, noNotice] = TITLES[locale];
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [caseTitle, assessment.explain(locale)],
    [letterTitle, explanationTexts(assessment.letter(letter), locale)],
    published === undefined ? [noNotice, []] : [noticeTitle, explanationTexts(published, locale)],
  ];
  const text = parts.map(([title, lines]) => [`## ${title}`, ...lines].join('\n')).join('\n\n');
  return withoutHash(`# ${id}\n\n${text}\n`);
}

/** The chosen fixture households, each with its three renderings. */
export async function goldenCases(): Promise<readonly GoldenCase[]> {
  const library = await openPackFolders({ packs: [PACKS] });
  const fixtures = readFixtures();
  const assessors = new Map<string, Assessor>();
  return CHOSEN.map((id) => {
    const fixture = fixtures.find((each) => each.id === id);
    if (fixture === undefined) throw new Error(`No fixture household ${id}.`);
    const { region, on, name } = fixture;
    const key = `${region} ${on}`;
    const assessor = assessors.get(key) ?? compile(library.resolve({ region, on }));
    assessors.set(key, assessor);
    const made = new Map<Locale, string>();
    const text = (locale: Locale): string => {
      const known = made.get(locale) ?? goldenText(assessor, fixture, locale);
      made.set(locale, known);
      return known;
    };
    return { id, name, text };
  });
}
