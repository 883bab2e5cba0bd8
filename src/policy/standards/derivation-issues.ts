import type { Title } from '../../facts/kinds.js';
import { nearestName } from '../../facts/nearest-name.js';
import { type Issue, inFile, issue } from '../../values/issues.js';
import { compare, type Rational, rationalFromExactText } from '../../values/rational.js';
import { unique } from '../bounds.js';
import type { Derivation } from '../derivation.js';
import type { Merged } from '../merge.js';
import type { MergedParameter } from '../merge-parameters.js';
import { fitsDecimals, inForceOn, type SeriesValue, wrongType } from '../parameters.js';
import type { RegionLayers } from '../region-layers.js';

/** Why a figure that is there is not used, because of the day that everything has to be known on. */
const KEPT_OUT: readonly string[] = ['notYetKnown', 'publicationUnknown'];

/**
 * A derived value promises one: whatever keeps its formula from giving it is a fault of the pack. Missing figures
 * are told on the days that the value is for: other days can be decided without it.
 */
export function derivationIssues(
  parameters: ReadonlyMap<string, MergedParameter>,
  region: RegionLayers,
  on: string,
  knownOn: string | undefined,
): Issue[] {
  const issues: Issue[] = [];
  for (const [name, parameter] of parameters)
    for (const value of parameter.series) {
      if (value.formula === undefined || value.status !== 'derived' || value.carriedOver === true) continue;
      const isNeeded = inForceOn([value], on) !== undefined;
      const found = derivationIssue(name, value, parameter, region, isNeeded, knownOn);
      if (found !== undefined)
        issues.push(found.file === undefined ? inFile(value.origin.file, found) : found);
    }
  return unique(issues);
}

function derivationIssue(
  name: string,
  value: SeriesValue,
  parameter: MergedParameter,
  { deriver, regions }: RegionLayers,
  isNeeded: boolean,
  knownOn: string | undefined,
): Issue | undefined {
  const path = [...value.origin.path, 'formula'];
  const { formula = '', figuresOf, derivation } = value;
  const { formulas, merged } = deriver.contextOf(value);
  if (figuresOf !== undefined && !regions.has(figuresOf))
    return regions.unknown(figuresOf, [...value.origin.path, 'figuresOf']);
  const known = [...formulas.values()].filter(({ source }) => source.parameter === name);
  if (!known.some((each) => each.name === formula)) {
    const names = known.map((each) => each.name);
    const nearest = nearestName(formula, names);
    return nearest === undefined
      ? issue('unknownFormula', path, { name: formula, parameter: name, known: names.join(', ') || '—' })
      : issue('unknownFormulaNear', path, { name: formula, nearest });
  }
  // A circle has no value, and is told where the formulas are.
  if (derivation === undefined) return undefined;
  if (derivation.value === undefined)
    return missingIssue(parameter.declared.title, path, derivation, merged, isNeeded, knownOn);
  const exact = rationalFromExactText(derivation.value);
  const { decimals } = parameter.declared;
  if (exact !== undefined && !fitsDecimals(exact, decimals)) return wrongType(name, parameter.declared, path);
  return roundingIssue(path, derivation);
}

function missingIssue(
  title: Title,
  path: Issue['path'],
  { formula, title: formulaTitle, year, missing }: Derivation,
  merged: Merged,
  isNeeded: boolean,
  knownOn: string | undefined,
): Issue | undefined {
  const flat = missing.find(({ why }) => why === 'notPositive');
  const settled = merged.formulas.get(formula);
  if (flat !== undefined && settled !== undefined)
    return inFile(
      settled.file,
      issue('roundingMultiple', [...settled.path, 'rounding', 'multiple'], { multiple: flat.name }),
    );
  // What was not yet published on the day asked for is no fault: then there is no value, and the answer says so.
  if (!isNeeded) return undefined;
  // A formula that cannot be read lacks nothing; what is wrong with it is told where it stands.
  if (missing.length === 0) return undefined;
  if (knownOn !== undefined && missing.some(({ why }) => KEPT_OUT.includes(why))) return undefined;
  return issue('indicatorMissing', path, {
    formula,
    formulaTitle: formulaTitle.zh,
    formulaTitleEn: formulaTitle.en,
    title: title.zh,
    titleEn: title.en,
    year,
    missing: missingText(missing, 'zh'),
    missingEn: missingText(missing, 'en'),
  });
}

const OTHER_VINTAGE = {
  zh: '（与上年不是同一口径）',
  en: ' (of another vintage than the year before)',
} as const;

const missingText = (missing: Derivation['missing'], locale: 'zh' | 'en'): string =>
  missing
    .flatMap(({ title, year, lacks, why }) => {
      if (year === undefined) return [title[locale]];
      const vintages = why === 'otherVintage' ? OTHER_VINTAGE[locale] : '';
      // Growth lacks the figures of the years that it needs.
      return (lacks ?? [year]).map((each) =>
        locale === 'zh' ? `${each} 年${title.zh}${vintages}` : `${title.en} of ${each}${vintages}`,
      );
    })
    .join(locale === 'zh' ? '、' : ', ');

/** Rounding must not carry a value past the bound that it was held to. */
function roundingIssue(
  path: Issue['path'],
  { formula, value, floor, ceiling }: Derivation,
): Issue | undefined {
  const number = (text: string | undefined): Rational | undefined =>
    text === undefined ? undefined : rationalFromExactText(text);
  const [result, low, high] = [number(value), number(floor), number(ceiling)];
  if (result === undefined) return undefined;
  const passesLow = low !== undefined && compare(result, low) < 0;
  const passesHigh = high !== undefined && compare(result, high) > 0;
  if (!passesLow && !passesHigh) return undefined;
  return issue('roundingBreaksBound', path, {
    formula,
    value: value as string,
    bound: (passesLow ? floor : ceiling) as string,
  });
}
