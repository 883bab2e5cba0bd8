import { Interpreter } from '../../backends/interpreter/interpreter.js';
import { showProvenance } from '../../backends/words/provenance-text.js';
import { showAmount } from '../../backends/words/show.js';
import { AREA_FACTS } from '../../facts/area-facts.js';
import type { Title } from '../../facts/kinds.js';
import { nearestName } from '../../facts/nearest-name.js';
import { type Node, numberLiteral, truthLiteral, unknownLiteral, walk } from '../../language/nodes.js';
import { truthOfValue } from '../../language/value.js';
import type { Policy, PolicyAreaWarning } from '../../policy/policy.js';
import { requireDay } from '../../policy/require-day.js';
import { DixianError, type Issue, issue, type Locale } from '../../values/issues.js';
import { type Rational, rationalFromNumber, rationalToText } from '../../values/rational.js';
import type { Truth } from '../../values/truth.js';
import { type ParameterOnDay, parameterOnDay } from '../measures.js';

/**
 * Figures of an area, by the names of `AREA_FACTS`: exact, or a number by its shortest decimal form; what is left
 * out, null or undefined is unknown.
 */
export type AreaFigures = Readonly<Record<string, Rational | number | boolean | null | undefined>>;

/** What one early warning comes to for an area. */
export interface AreaWarning {
  readonly warning: string;
  readonly title: Title;
  readonly truth: Truth;
  /** The figures and parameters that it read; without a value where unknown or not in force. */
  readonly figures: readonly {
    readonly name: string;
    readonly title: Title;
    readonly value?: Rational | boolean;
  }[];
  readonly parameters: readonly ParameterOnDay[];
  readonly provenance: PolicyAreaWarning['provenance'];
}

type Known = Readonly<Record<string, Rational | boolean | undefined>>;

/** The figures as exact values; throws on a name or a kind that the catalogue of areas does not have. */
function exactFigures(figures: AreaFigures): Known {
  const issues: Issue[] = [];
  const known = Object.entries(figures).flatMap(([name, figure]): [string, Rational | boolean][] => {
    const fact = Object.hasOwn(AREA_FACTS, name) ? AREA_FACTS[name] : undefined;
    if (fact === undefined) {
      const nearest = nearestName(name, Object.keys(AREA_FACTS)) ?? '—';
      issues.push(issue('areaFigureUnknown', ['figures', name], { name, nearest }));
      return [];
    }
    if (figure === undefined || figure === null) return [];
    const exact = typeof figure === 'number' ? rationalFromNumber(figure) : figure;
    const isKind = fact.kind === 'flag' ? typeof exact === 'boolean' : isRational(exact);
    if (isKind && exact !== undefined) return [[name, exact]];
    issues.push(issue('areaFigureWrong', ['figures', name], { name }));
    return [];
  });
  if (issues.length > 0) throw new DixianError(issues);
  return Object.fromEntries(known);
}

const isRational = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'numerator' in value &&
  'denominator' in value &&
  typeof value.numerator === 'bigint' &&
  typeof value.denominator === 'bigint' &&
  value.denominator > 0n;

const literalOf = (figure: Rational | boolean | undefined): Node =>
  figure === undefined
    ? unknownLiteral()
    : typeof figure === 'boolean'
      ? truthLiteral(figure)
      : numberLiteral(rationalToText(figure));

/**
 * The early warnings of a policy about one area (POLICY.md §14), each true, false or unknown on the day. They say
 * where to look; they identify nobody.
 * @throws DixianError if the day lies outside the policy's validity, or a figure has an unknown name or wrong kind.
 */
export function assessArea(
  policy: Policy,
  given: AreaFigures,
  { on }: { readonly on: string },
): readonly AreaWarning[] {
  requireDay(policy, on);
  const figures = exactFigures(given);
  const nodes = new Map(Object.keys(AREA_FACTS).map((name) => [name, literalOf(figures[name])]));
  const interpreter = new Interpreter(policy.program, nodes, {}, on);
  return Object.entries(policy.areaWarnings).map(([warning, { title, node, provenance }]) => {
    const read = [...walk(node)];
    const named = (kind: 'definition' | 'parameter'): string[] => [
      ...new Set(read.flatMap((each) => (each.kind === kind ? [each.name] : []))),
    ];
    return {
      warning,
      title,
      truth: truthOfValue(interpreter.evaluate(node)),
      figures: named('definition').map((name) => {
        const value = figures[name];
        return {
          name,
          title: AREA_FACTS[name]?.title ?? { zh: name, en: name },
          ...(value === undefined ? {} : { value }),
        };
      }),
      parameters: named('parameter').flatMap((name) => parameterOnDay(policy, name, on) ?? []),
      provenance,
    };
  });
}

const TRUTHS: Readonly<Record<Locale, Readonly<Record<Truth, string>>>> = {
  'zh-CN': { true: '预警', false: '正常', unknown: '数据不全，不能判断' },
  en: { true: 'warning', false: 'no warning', unknown: 'cannot be told: figures are missing' },
};

/** One line for each warning: what it comes to, the figures against the thresholds, and on whose word. */
export function areaWarningTexts(
  warnings: readonly AreaWarning[],
  policy: Policy,
  locale: Locale,
): readonly string[] {
  const zh = locale === 'zh-CN';
  const titled = (title: Title): string => (zh ? title.zh : title.en);
  const unknown = zh ? '未知' : 'unknown';
  return warnings.map((warning) => {
    const figures = warning.figures.map(({ name, title, value }) => {
      const shown =
        value === undefined
          ? unknown
          : typeof value === 'boolean'
            ? value
              ? zh
                ? '是'
                : 'yes'
              : zh
                ? '否'
                : 'no'
            : showAmount(rationalToText(value), AREA_FACTS[name]?.unit, locale);
      return `${titled(title)} ${shown}`;
    });
    const limits = warning.parameters.map(
      ({ title, value, unit }) =>
        `${titled(title)} ${value === undefined ? unknown : showAmount(value, unit, locale)}`,
    );
    const details = [...figures, ...limits].join(zh ? '，' : ', ');
    const source = showProvenance(warning.provenance, policy.documents, locale);
    return zh
      ? `${warning.title.zh}：${TRUTHS[locale][warning.truth]}（${details}；${source}）`
      : `${warning.title.en}: ${TRUTHS[locale][warning.truth]} (${details}; ${source})`;
  });
}
