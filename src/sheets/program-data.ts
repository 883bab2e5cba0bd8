import { compactProgram } from '../backends/javascript/compact/compact-program.js';
import { answersNeeded } from '../decision/answers.js';
import { NO_WAY_IN_TITLE } from '../decision/titles.js';
import { definition } from '../language/nodes.js';
import type { Policy } from '../policy/policy.js';
import { OUTCOMES } from '../policy/stages.js';
import type { ProgramData } from './portable/program-form.js';
import { type ReasonPiece, reasonLines } from './reason-data.js';

/** A policy's program as a sheet's script holds it. */
export interface BundledProgram {
  readonly data: ProgramData;
  /** The facts that it reads. */
  readonly facts: readonly string[];
  /** Answers and reasons that it cannot give, by name. With any of them it must not be used: it would look whole. */
  readonly unsupported: readonly string[];
}

/** The program of a policy with what the short reason is told from; ASCII only but for codes and titles. */
export function programData(policy: Policy): BundledProgram {
  const reasons = reasonLines(policy);
  const defined = new Set(policy.program.definitions.map(({ name }) => name));
  const criteria = [
    ...reasons.criteria,
    ...(defined.has(OUTCOMES.noWayIn)
      ? [[{ word: '', texts: [NO_WAY_IN_TITLE.zh] }, { node: definition(OUTCOMES.noWayIn) }]]
      : []),
  ];
  const all = [...reasons.waysIn, ...reasons.redFlags, ...criteria].flat();
  const also = all.flatMap((piece) => ('node' in piece ? [piece.node] : []));
  const { truths, texts, possible, missing } = answersNeeded(policy);
  const compact = compactProgram(policy.program, {
    answers: [...truths, OUTCOMES.refusal, ...texts, ...possible, ...missing],
    also,
    texts: all.flatMap((piece) => ('texts' in piece ? piece.texts : [])),
  });
  const placeOf = new Map(compact.texts.map((text, place) => [text, place]));
  const written = new Map(also.map((node, place) => [node, compact.also[place]]));
  const lineOf = (pieces: readonly ReasonPiece[]): string =>
    pieces
      .map((piece) =>
        'node' in piece
          ? (written.get(piece.node) ?? '')
          : piece.word + piece.texts.map((text) => placeOf.get(text)).join('.') + (piece.mark ?? ''),
      )
      .join(' ');
  return {
    data: {
      facts: [...compact.facts],
      fields: [...compact.fields],
      blanks: [...compact.blanks],
      parameters: [...compact.parameters],
      texts: [...compact.texts],
      nodes: [...compact.nodes],
      definitions: compact.definitions,
      names: compact.names,
      roots: [...compact.roots],
      reasons: {
        waysIn: reasons.waysIn.map(lineOf),
        redFlags: reasons.redFlags.map(lineOf),
        criteria: criteria.map(lineOf),
      },
    },
    facts: compact.factNames,
    unsupported: [
      ...compact.unsupported.keys(),
      ...reasons.unsupported.keys(),
      ...(compact.also.includes(undefined) ? ['shortReason'] : []),
    ],
  };
}
