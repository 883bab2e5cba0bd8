import type { Assessment } from '../decision/assessment.js';
import type { NeededFacts } from '../decision/needed/needed-facts.js';
import type { Locale } from '../values/issues.js';
import { whereToAsk, word } from './decision-workbook-words.js';

/** Finding the question takes about 20 ms for each household that is open: minutes in a list that is longer than this. */
export const QUESTIONS_UP_TO = 2_000;

function questionText(needed: NeededFacts | undefined, locale: Locale): string {
  if (needed?.first === undefined) return '';
  const { first, sets, settles } = needed;
  const question = locale === 'zh-CN' ? first.question.zh : first.question.en;
  const count = sets[0]?.questions.length ?? 0;
  const more = settles ? (count > 1 ? word('askMore', locale, { count }) : '') : word('openMore', locale);
  return word(needed.of === 'exit' ? 'askExit' : 'askOf', locale, {
    where: whereToAsk(first, locale),
    question: `${question}${more}`,
  });
}

/** What to ask first, of whom, so that an open identification or exit can be decided; blank where none is open. */
export const nextQuestion = (assessment: Assessment, locale: Locale): string =>
  [
    ...new Set(
      (['identification', 'exit'] as const).map((of) => questionText(assessment.neededFacts(of), locale)),
    ),
  ]
    .filter((text) => text !== '')
    .join('\n');
