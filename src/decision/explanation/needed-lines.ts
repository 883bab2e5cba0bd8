import { factOf } from '../../facts/catalogue.js';
import type { Sensitivity } from '../../facts/kinds.js';
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

/** Who may see that a fact is asked: it can follow from another one of its kind. */
function sensitivityOf({ fact: name }: Question): Sensitivity {
  const [list = name, field] = name.split('.');
  const fact = factOf(list);
  const entry = field !== undefined && fact?.kind === 'list' ? fact.fields[field] : undefined;
  return (entry ?? fact)?.sensitivity ?? 'plain';
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
function endings(needed: NeededFacts, question: Question): Line[] {
  return question.endsWith.map(({ answer, outcome }) => ({
    tokens: [
      {
        kind: 'pair',
        of: [{ kind: 'answer', value: answer, sensitivity: sensitivityOf(question) }],
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
    {
      head: 'askFirst',
      tokens: [{ ...titled(first.question), sensitivity: sensitivityOf(first) } as Token, whereToAsk(first)],
      below: endings(needed, first),
    },
  ];
  // One set of one question is that question.
  const isOneQuestion = sets.length === 1 && sets[0]?.questions.length === 1 && complete;
  if (sets.length === 0 || isOneQuestion) return lines;
  const below = sets.map(({ questions }): Line => {
    const items = questions.map((question): Token[] => [
      { kind: 'fact', name: question.fact, title: question.title, sensitivity: sensitivityOf(question) },
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
