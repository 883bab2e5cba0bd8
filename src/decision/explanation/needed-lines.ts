import type { Line, Token } from '../../policy/explanation.js';
import type { Assessment } from '../assessment.js';
import type { NeededFacts, Question } from '../needed/needed-facts.js';
import { EXIT_WORDS, IDENTIFICATION_WORDS } from '../outcome-words.js';
import { both, titled } from './citations.js';

const bracketed = (...tokens: Token[]): Token => ({ kind: 'bracketed', tokens });

/** Whom to ask: the department that has it in its records, the household, or whoever inspects. */
function whereToAsk({ foundBy, department }: Question): Token {
  if (foundBy === 'household') return bracketed({ kind: 'phrase', phrase: 'atTheDoor' });
  if (department !== undefined)
    return bracketed({
      kind: 'department',
      name: department,
      role: foundBy === 'inspection' ? 'inspect' : 'ask',
    });
  return bracketed({ kind: 'phrase', phrase: foundBy === 'inspection' ? 'byInspection' : 'atDepartment' });
}

/** An outcome in words, as the advice that it is. */
export function outcomeToken(of: NeededFacts['of'], outcome: string): Token {
  return both((locale) => {
    const words: Readonly<Record<string, string>> =
      of === 'identification' ? IDENTIFICATION_WORDS[locale] : EXIT_WORDS[locale];
    return words[outcome] ?? outcome;
  });
}

/** The answers that settle the matter at once. */
function endings(needed: NeededFacts, { endsWith }: Question): Line[] {
  return endsWith.map(({ answer, outcome }) => ({
    tokens: [
      {
        kind: 'pair',
        of: [{ kind: 'answer', value: answer }],
        said: [outcomeToken(needed.of, outcome)],
      },
    ],
    below: [],
  }));
}

/** What to ask first, and the smallest sets of questions that settle the answer whatever is found. */
export function neededLines(assessment: Assessment, of: NeededFacts['of']): readonly Line[] {
  const needed = assessment.neededFacts(of);
  if (needed === undefined || needed.first === undefined) return [];
  const { first, sets, complete } = needed;
  const lines: Line[] = [
    { head: 'askFirst', tokens: [titled(first.question), whereToAsk(first)], below: endings(needed, first) },
  ];
  // One set of one question is that question.
  const isOneQuestion = sets.length === 1 && sets[0]?.questions.length === 1 && complete;
  if (sets.length === 0 || isOneQuestion) return lines;
  const below = sets.map(({ questions }): Line => {
    const items = questions.map((question): Token[] => [
      { kind: 'fact', name: question.fact, title: question.title },
      whereToAsk(question),
    ]);
    return { tokens: [{ kind: 'list', items, by: 'clause' }], below: [] };
  });
  const note: Token[] = complete ? [] : [bracketed({ kind: 'phrase', phrase: 'notAllSets' })];
  lines.push({
    head: 'askSets',
    tokens: [{ kind: 'phrase', phrase: sets.length === 1 ? 'thisSetSettles' : 'anySetSettles' }, ...note],
    below,
  });
  return lines;
}
