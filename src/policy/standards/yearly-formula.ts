import { FACT_NAMES } from '../../facts/catalogue.js';
import { nearestName } from '../../facts/nearest-name.js';
import type { Names, NameTable } from '../../language/check.js';
import { CONSTANT_KINDS } from '../../language/constant.js';
import { yearlyReading } from '../../language/feel/yearly.js';
import { readFormula } from '../../language/feel.js';
import { type Node, walk } from '../../language/nodes.js';
import { describeType, INVALID, numberType, type Type } from '../../language/type.js';
import { type Issue, issue } from '../../values/issues.js';
import { compare, rationalFromText, ZERO } from '../../values/rational.js';
import { numbersInFormula } from '../formula-numbers.js';
import type { Indicators } from '../indicators.js';
import type { Merged } from '../merge.js';
import type { FormulaSource } from '../pack-schemas.js';
import { typeOfParameter } from '../parameters.js';

/** A formula of a yearly value, read and checked. */
export interface YearlyFormula {
  readonly name: string;
  readonly source: FormulaSource;
  readonly layer: string;
  readonly node: Node;
  readonly floor?: Node;
  readonly ceiling?: Node;
}

/** Names that a yearly formula must not read: known, so that the message is about that and not about spelling. */
const forbidden = (names: Iterable<string>): NameTable => {
  const known = new Set(names);
  return { has: (name) => known.has(name), get: () => INVALID, keys: () => [] };
};

/** What a formula can read: parameters of the layers, and yearly readings, whose names no pack can give. */
export function yearlyNames(
  parameters: { has(name: string): boolean; get(name: string): Type | undefined; keys(): Iterable<string> },
  indicators: Indicators,
  { own, definitions = [] }: { own?: string; definitions?: Iterable<string> } = {},
): Names {
  const typeOf = (name: string): Type | undefined => {
    const reading = yearlyReading(name);
    if (reading === undefined) return parameters.get(name);
    if (reading.kind === 'growth') return numberType('ratio');
    return reading.kind === 'indicator' ? indicators.typeOf(reading.name) : parameters.get(reading.name);
  };
  const indicatorNames = indicators.names();
  return {
    facts: forbidden(FACT_NAMES),
    definitions: forbidden(definitions),
    parameters: {
      has: (name) => parameters.has(name),
      get: typeOf,
      keys: () => parameters.keys(),
    },
    yearly: {
      indicators: {
        has: (name) => indicatorNames.includes(name),
        get: (name) => indicators.typeOf(name),
        keys: () => indicatorNames,
      },
      ...(own === undefined ? {} : { own }),
    },
  };
}

export const parameterTable = (merged: Merged): NameTable => ({
  has: (name) => merged.parameters.has(name),
  get: (name) => {
    const found = merged.parameters.get(name);
    return found === undefined ? undefined : typeOfParameter(found.declared);
  },
  keys: () => merged.parameters.keys(),
});

/** What a yearly formula has no use for: facts, lists, days, and parameters of a day. */
const isOfHousehold = (node: Node): boolean =>
  !CONSTANT_KINDS.has(node.kind) ||
  (node.kind === 'parameter' && node.day !== undefined) ||
  (node.kind === 'literal' && (node.type === 'day' || node.type === 'month'));

/** Reads one expression, and holds it to what a yearly formula may be. */
export function readYearlyExpression(
  text: string,
  names: Names,
  path: Issue['path'],
  issues: Issue[],
): { node: Node; type: Type } {
  const { node, type, issues: found } = readFormula(text, names);
  issues.push(...found.map((each) => ({ ...each, path })));
  for (const number of numbersInFormula(node)) issues.push(issue('numberInRule', path, { number }));
  const nodes = [...walk(node)];
  if (nodes.some((each) => each.kind === 'apply' && each.operator === 'round'))
    issues.push(issue('roundInFormula', path));
  const ofHousehold = nodes.find(isOfHousehold);
  if (ofHousehold !== undefined) {
    const name = 'name' in ofHousehold ? ofHousehold.name : ofHousehold.kind;
    issues.push(issue('formulaReadsHousehold', path, { name }));
  }
  return { node, type };
}

function checkResult(type: Type, expected: Type, name: string, path: Issue['path'], issues: Issue[]): void {
  if (type.kind === 'invalid') return;
  const fits = type.kind === 'number' && expected.kind === 'number' && type.unit === expected.unit;
  if (fits) return;
  const [found, needed] = [describeType(type), describeType(expected)];
  issues.push(
    issue('formulaResult', path, {
      name,
      found: found.zh,
      foundEn: found.en,
      expected: needed.zh,
      expectedEn: needed.en,
    }),
  );
}

/** Reads every formula of the layers; what is wrong goes to the issues, and the others can be used. */
export function readYearlyFormulas(
  merged: Merged,
  indicators: Indicators,
  issues: Issue[],
): ReadonlyMap<string, YearlyFormula> {
  const formulas = new Map<string, YearlyFormula>();
  for (const [name, { source, pack, file, path }] of merged.formulas) {
    const found: Issue[] = [];
    const declared = merged.parameters.get(source.parameter)?.declared;
    if (declared === undefined) found.push(unknownParameter(source.parameter, merged));
    const expected = declared === undefined ? undefined : typeOfParameter(declared);
    const names = yearlyNames(parameterTable(merged), indicators, {
      own: source.parameter,
      definitions: merged.derivedFacts.keys(),
    });
    const read = (key: 'formula' | 'floor' | 'ceiling', text: string): Node => {
      const { node, type } = readYearlyExpression(text, names, [key], found);
      if (expected !== undefined) checkResult(type, expected, source.parameter, [key], found);
      return node;
    };
    const formula: YearlyFormula = {
      name,
      source,
      layer: pack,
      node: read('formula', source.formula),
      ...(source.floor === undefined ? {} : { floor: read('floor', source.floor) }),
      ...(source.ceiling === undefined ? {} : { ceiling: read('ceiling', source.ceiling) }),
    };
    checkMultiple(source.rounding.multiple, source.parameter, merged, found);
    for (const each of found) issues.push({ ...each, file, path: [...path, ...each.path] });
    formulas.set(name, formula);
  }
  return formulas;
}

function unknownParameter(name: string, merged: Merged): Issue {
  const nearest = nearestName(name, merged.parameters.keys());
  return nearest === undefined
    ? issue('unknownParameter', ['parameter'], { name })
    : issue('unknownParameterNear', ['parameter'], { name, nearest });
}

function checkMultiple(multiple: string, parameter: string, merged: Merged, issues: Issue[]): void {
  const written = rationalFromText(multiple);
  const named = merged.parameters.get(multiple)?.declared;
  const rounded = merged.parameters.get(parameter)?.declared;
  const isOther =
    named !== undefined && rounded !== undefined && (named.type === 'flag' || named.unit !== rounded.unit);
  if (isOther)
    issues.push(issue('parameterOfOtherUnit', ['rounding', 'multiple'], { name: parameter, text: multiple }));
  const isGood = written === undefined ? named !== undefined : compare(written, ZERO) > 0;
  if (!isGood) issues.push(issue('roundingMultiple', ['rounding', 'multiple'], { multiple }));
}
