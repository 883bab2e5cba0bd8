import type { Interpreter } from '../../src/backends/interpreter/interpreter.js';
import { Unsupported } from '../../src/backends/javascript/code.js';
import { figureAt } from '../../src/backends/javascript/figures.js';
import { generateJavaScript } from '../../src/backends/javascript/generate.js';
import { RecordReader } from '../../src/backends/javascript/recorded.js';
import { rowOf } from '../../src/backends/javascript/rows.js';
import { answerIn, type RunningProgram, runnable } from '../../src/backends/javascript/runnable.js';
import { definition, type Node } from '../../src/language/nodes.js';
import { truthOfValue, valuesEqual } from '../../src/language/value.js';
import type { Program } from '../../src/policy/policy.js';
import { showNode } from './show.js';
import { readBy } from './shrink.js';
import {
  type Answers,
  type BackEnd,
  comparedDefinitions,
  type HouseholdFacts,
  noAnswers,
} from './support.js';

/** How code is made of a program. */
type Way = (program: Program) => {
  readonly functionLines?: number;
  readonly leaves?: boolean;
  readonly figures?: readonly string[];
};

interface Asked {
  readonly program: Program;
  readonly households: readonly HouseholdFacts[];
  readonly on: string;
  readonly interpreters: readonly Interpreter[];
}

/** The answers of a program that can be generated as a whole. */
function decided({ program, households, on, interpreters }: Asked, way: Way): Record<string, string>[] {
  const options = way(program);
  const generated = generateJavaScript(program, options);
  const running = runnable(generated);
  running.day(Number(on.replaceAll('-', '')));
  const { answers: places } = generated.layout;
  const compared = [...comparedDefinitions(program).keys()];
  const record = options.leaves === true ? recordOf(program, generated.layout) : undefined;
  return households.map((household, index) => {
    const answers = noAnswers();
    const row = rowOf(generated.layout, household);
    // A number that leaves the exact ones: the interpreter decides such a household.
    if (row === undefined || !running.decide(row) || !running.missing()) return answers;
    for (const name of compared) {
      const place = places.get(name);
      if (place !== undefined && place.kind !== 'codes')
        answers[name] = answerIn(running, place) ?? 'unknown';
    }
    record?.(running, interpreters[index] as Interpreter, answers);
    return answers;
  });
}

/** Holds the recorded leaves and figures against the interpreter, and what is told from them against the answers. */
function recordOf(program: Program, layout: ReturnType<typeof generateJavaScript>['layout']) {
  const reader = new RecordReader(layout, new Map(program.definitions.map(({ name, node }) => [name, node])));
  const leaves = layout.leaves.filter((leaf): leaf is Node => leaf !== undefined);
  const truths = [...comparedDefinitions(program)].flatMap(([name, kind]) =>
    kind === 'truth' ? [name] : [],
  );
  const figures = new Float64Array(2 * layout.figures.length);
  return (running: RunningProgram, interpreter: Interpreter, answers: Answers): void => {
    const recordedIn = reader.of(running.W);
    running.figures?.(figures);
    for (const [place, name] of layout.figures.entries()) {
      const figure = figureAt(figures, place);
      const wanted = interpreter.definition(name);
      if (figure !== undefined && valuesEqual(figure, wanted) !== 'true')
        throw new RangeError(`The record has another number for "${name}" than the interpreter.`);
    }
    for (const leaf of leaves) {
      const wanted = truthOfValue(interpreter.evaluate(leaf));
      const recorded = recordedIn(leaf);
      if (recorded !== wanted)
        throw new RangeError(`The record has ${recorded} for ${showNode(leaf)}, which is ${wanted}.`);
    }
    for (const name of truths) {
      const told = recordedIn(definition(name));
      // Of a definition that the code refuses, the leaves may tell enough all the same.
      const wanted = answers[name] ?? truthOfValue(interpreter.definition(name));
      if (told !== undefined && told !== wanted)
        throw new RangeError(`The record tells ${told} for "${name}", which is ${wanted}.`);
    }
  };
}

const javascript = (name: string, way: Way): BackEnd => ({
  name,
  run: async (program, households, on, interpreters): Promise<readonly Answers[]> => {
    const asked = { program, households, on, interpreters };
    try {
      return decided(asked, way);
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
    }
    const answers = households.map(noAnswers);
    for (const name of comparedDefinitions(program).keys()) {
      try {
        const alone = { ...asked, program: readBy(program, name) };
        for (const [index, one] of decided(alone, way).entries())
          if (one[name] !== undefined) (answers[index] as Record<string, string>)[name] = one[name];
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error;
      }
    }
    return answers;
  },
});

/** The generated JavaScript. What cannot be generated is left out, and what reads it; the rest is decided. */
export const javascriptBackEnd = javascript('javascript', () => ({}));

/** The same with every leaf recorded, cut into functions of few lines, so that values go from one to another. */
export const recordingBackEnd = javascript('javascript that records', ({ definitions }) => ({
  leaves: true,
  figures: definitions.map(({ name }) => name),
  functionLines: [1, 10, 400][definitions.length % 3] as number,
}));
