import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  type AreaPeriod,
  areaFacts,
  areaWarningTexts,
  assessArea,
  compile,
  type Household,
  type PackLibrary,
  type Summary,
  summarize,
  summaryTexts,
} from '../../src/index.js';
import { readList } from '../../src/node.js';

/** Reads a list of the township, assesses every household by the rules of the day, and counts by village. */
async function summaryOf(
  library: PackLibrary,
  { region, file, on, month }: { region: string; file: string; on: string; month: string },
): Promise<Summary> {
  const text = await readFile(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
  const assessor = compile(library.resolve({ region, on }));
  const items = readList({ text, format: 'csv' }).rows.map(({ household }) => ({
    household: household as Household,
    assessment: assessor.assess(household as Household, { on }),
  }));
  return summarize(items, { by: 'village', period: { from: month, to: month } });
}

/** The numbers of the township, and the early warnings that they give. */
export async function townshipLines(library: PackLibrary, region: string): Promise<readonly string[]> {
  const on = '2026-04-28';
  const now = await summaryOf(library, { region, file: 'township-2026-04.csv', on, month: '2026-04' });
  const before = await summaryOf(library, {
    region,
    file: 'township-2025-04.csv',
    on: '2025-04-28',
    month: '2025-04',
  });
  const whole = (summary: Summary): AreaPeriod => ({ counts: summary.total, isWholeArea: true });
  const { largestRisks, gaps, ...figures } = areaFacts({ current: whole(now), earlier: [whole(before)] });
  const policy = library.resolve({ region, on });
  // What no list of households tells is given by hand: here, that the flood was reported.
  const warnings = assessArea(policy, { ...figures, disasterReported: true }, { on });
  return [
    ...summaryTexts(now, 'zh-CN'),
    `最多的风险：${largestRisks.join('、')}`,
    ...areaWarningTexts(warnings, policy, 'zh-CN'),
  ];
}
