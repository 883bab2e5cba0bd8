import {
  type CompactProgram,
  compactProgram,
} from '../../../src/backends/javascript/compact/compact-program.js';
import { rowOf } from '../../../src/backends/javascript/rows.js';
import { CATALOGUE } from '../../../src/facts/catalogue.js';
import type { Fact } from '../../../src/facts/kinds.js';
import type { Program } from '../../../src/policy/policy.js';
import {
  leftExactNumbers,
  openProgram,
  startHousehold,
  startTable,
  textOf,
  truthOf,
} from '../../../src/sheets/portable/program.js';
import type { Program as OpenProgram, ProgramData } from '../../../src/sheets/portable/program-form.js';
import type { ProgramRow } from '../../../src/sheets/portable/program-values.js';
import { type BackEnd, comparedDefinitions, type HouseholdFacts, noAnswers } from '../support.js';

/** A compact program as data for its evaluator, without reasons. */
export const dataOf = (compact: CompactProgram): ProgramData => ({
  facts: [...compact.facts],
  fields: [...compact.fields],
  blanks: [...compact.blanks],
  parameters: [...compact.parameters],
  texts: [...compact.texts],
  nodes: [...compact.nodes],
  definitions: compact.definitions,
  names: compact.names,
  roots: [...compact.roots],
  reasons: { waysIn: [], redFlags: [], criteria: [] },
});

/** The household as a row with every fact that a program reads. */
export function compactRow(
  compact: Pick<CompactProgram, 'factNames'>,
  household: HouseholdFacts,
): ProgramRow | undefined {
  const facts = compact.factNames.map((name) => ({
    name,
    fact: (CATALOGUE as Readonly<Record<string, Fact>>)[name] as Fact,
  }));
  const layout = { facts, answers: new Map(), leaves: [], figures: [], unsupported: new Map() };
  return rowOf(layout, household) as ProgramRow | undefined;
}

export const openCompact = (program: Program): { compact: CompactProgram; open: OpenProgram } => {
  const compact = compactProgram(program);
  return { compact, open: openProgram(dataOf(compact)) };
};

const TRUTHS: Readonly<Record<number, string>> = { 3: 'true', 0: 'false', 2: 'unknown' };

/** The compact program and its evaluator as a back end. What it cannot say is left out, and what reads it. */
export const compactBackEnd: BackEnd = {
  name: 'compact',
  run: async (program, households, on) => {
    const { compact, open } = openCompact(program);
    startTable(open, Number(on.replaceAll('-', '')), compact.factNames.slice());
    const compared = [...comparedDefinitions(program)].filter(([name]) => !compact.unsupported.has(name));
    return households.map((household) => {
      const row = compactRow(compact, household);
      const answers = noAnswers();
      if (row === undefined) return answers;
      startHousehold(open, row, []);
      for (const [name, kind] of compared)
        answers[name] =
          kind === 'truth' ? (TRUTHS[truthOf(open, name)] as string) : (textOf(open, name) ?? 'unknown');
      return leftExactNumbers() ? noAnswers() : answers;
    });
  },
};
