import { faultyBackEnd } from './faulty-interpreter.js';
import { compactBackEnd } from './javascript/compact-back-end.js';
import { javascriptBackEnd, recordingBackEnd } from './javascript-back-end.js';
import { jsonRulesEngineBackEnd } from './json-rules-engine-back-end.js';
import { sqlBackEnd } from './sql-back-end.js';
import type { BackEnd } from './support.js';

/** Every back end that is held against the interpreter on random programs. A new one is added here. */
export const BACK_ENDS: readonly BackEnd[] = [
  javascriptBackEnd,
  recordingBackEnd,
  compactBackEnd,
  jsonRulesEngineBackEnd,
  // The first known of several lists is `Unsupported` in SQL.
  { reaches: (label) => label !== 'firstKnown list', ...sqlBackEnd },
];

/**
 * A back end by name. `interpreter` is the interpreter once more, to try the driver with.
 * @throws Error if there is none of that name.
 */
export function backEndNamed(name: string): BackEnd {
  const found = [...BACK_ENDS, { ...faultyBackEnd(), name: 'interpreter' }].find(
    (each) => each.name === name,
  );
  if (found !== undefined) return found;
  throw new Error(
    `There is no back end "${name}"; there are ${BACK_ENDS.map((each) => each.name).join(', ')}.`,
  );
}
