import type { Policy } from '../../policy/policy.js';
import { NO_CONCLUSION, OUTCOMES, STAGE_NAMES, type StageName, stageOf } from '../../policy/stages.js';
import { type Dialect, textLiteral } from './dialect.js';
import type { SqlColumn, WantedWhere } from './generate.js';

/** A column of the decisions. */
export interface DecisionColumn {
  readonly column: string;
  /** The rule or definition of the policy that it holds; absent where it holds several or none. */
  readonly definition?: string;
}

/** Identifiers stay unquoted, so they are short, plain and never a word that a database keeps for itself. */
const LONGEST_NAME = 60;
const FIRST_STAGES: readonly (readonly [StageName, string])[] = [
  ['category', 'category'],
  ['reassess', 'reassessment'],
  ['tier', 'tier'],
  ['track', 'track'],
  ['exitMode', 'exit_mode'],
];
const COLLECTED: readonly (readonly [StageName, string])[] = [
  ['risk', 'risks'],
  ['measure', 'measures'],
  ['refer', 'referrals'],
];
const OPEN = ['verify', 'noStandard'];

/** The column of a rule: its name where that is plain, otherwise a number. */
function ruleColumns(rules: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    rules.map((rule, index) => {
      const plain = `rule_${rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
      const isPlain = /^[a-z][A-Za-z0-9]*$/.test(rule) && plain.length <= LONGEST_NAME && !taken.has(plain);
      const column = isPlain ? plain : `rule_${index}_`;
      taken.add(column);
      return [rule, column];
    }),
  );
}

const conclusionOf = (stage: StageName): string => stageOf(stage).conclusion as string;
const rulesOf = (policy: Policy): readonly string[] => STAGE_NAMES.flatMap((stage) => policy.stages[stage]);

/** The definitions of a policy that the decisions are made of. */
export function definitionsShown(policy: Policy): readonly string[] {
  const known = new Set(policy.program.definitions.map(({ name }) => name));
  const { identification, identificationMissing, exit, exitMissing } = OUTCOMES;
  const outcomes = [identification, exit, identificationMissing, exitMissing];
  const conclusions = [...FIRST_STAGES, ...COLLECTED].map(([stage]) => conclusionOf(stage));
  return [...outcomes, ...conclusions, ...rulesOf(policy)].filter((name) => known.has(name));
}

/** What is missing is shown only of what is open. */
export const SHOWN_WHERE: Readonly<Record<string, WantedWhere>> = {
  [OUTCOMES.identificationMissing]: { definition: OUTCOMES.identification, isOneOf: OPEN },
  [OUTCOMES.exitMissing]: { definition: OUTCOMES.exit, isOneOf: OPEN },
};

/** The columns of the decisions, each with what it is worked out from: columns of what the program gave. */
export function decisionColumns(
  { types }: Dialect,
  policy: Policy,
  on: string,
  found: readonly SqlColumn[],
): readonly (DecisionColumn & { readonly text: string })[] {
  const columnOf = (definition: string, type: 'truth' | 'text', of?: SqlColumn['of']): string =>
    found.find((column) => column.definition === definition && column.of === of)?.column ??
    `CAST(NULL AS ${types[type]})`;
  const outcome = (column: string, definition: string): DecisionColumn & { text: string } => ({
    column,
    definition,
    text: columnOf(definition, 'text'),
  });
  const exit = outcome('exit_outcome', OUTCOMES.exit);
  const missing = (column: string, definition: string): DecisionColumn & { text: string } => ({
    column,
    definition,
    text: columnOf(definition, 'text', 'certain'),
  });
  return [
    { column: 'policy_hash', text: textLiteral(policy.hash) },
    { column: 'region', text: textLiteral(policy.region.code) },
    { column: 'assessed_on', text: textLiteral(on) },
    outcome('identification', OUTCOMES.identification),
    missing('identification_missing', OUTCOMES.identificationMissing),
    exit,
    missing('exit_missing', OUTCOMES.exitMissing),
    ...FIRST_STAGES.map(([stage, column]) => {
      const { text, ...rest } = outcome(column, conclusionOf(stage));
      const isNone = `${exit.text} = 'notApplicable'`;
      return {
        ...rest,
        text:
          stage === 'exitMode'
            ? `CASE WHEN ${isNone} THEN ${textLiteral(NO_CONCLUSION)} ELSE ${text} END`
            : text,
      };
    }),
    ...COLLECTED.flatMap(([stage, column]) => {
      const definition = conclusionOf(stage);
      return [
        { column, definition, text: columnOf(definition, 'text', 'certain') },
        { column: `${column}_possible`, definition, text: columnOf(definition, 'text', 'possible') },
      ];
    }),
    ...[...ruleColumns(rulesOf(policy))].map(([rule, column]) => ({
      column,
      definition: rule,
      text: columnOf(rule, 'truth'),
    })),
  ];
}
