import type { ExitOutcome, IdentificationOutcome } from '../decision/assessment.js';
import { EXIT_WORDS, type Identified, identificationWords } from '../decision/outcome-words.js';
import type { Locale } from '../values/issues.js';
import type { WorkbookColour } from './decision-workbook-sheet.js';
import { word } from './decision-workbook-words.js';

/** What an identification can say: an outcome, of a household that is monitored or not, or is refused. */
interface Said {
  readonly outcome: IdentificationOutcome;
  readonly ofMonitored?: true;
  readonly ofRefused?: true;
  readonly colour: WorkbookColour;
}

const SAID: readonly Said[] = [
  { outcome: 'identify', colour: 'takeIn' },
  { outcome: 'identify', ofMonitored: true, colour: 'takeIn' },
  { outcome: 'review', colour: 'lookAgain' },
  { outcome: 'verify', colour: 'findOut' },
  { outcome: 'notIdentified', colour: 'settled' },
  { outcome: 'notIdentified', ofMonitored: true, colour: 'settled' },
  { outcome: 'notIdentified', ofRefused: true, colour: 'lookAgain' },
  { outcome: 'noStandard', colour: 'undecided' },
];

const EXIT_COLOURS: Readonly<Record<ExitOutcome, WorkbookColour | undefined>> = {
  exit: 'settled',
  retain: 'takeIn',
  verify: 'findOut',
  noStandard: 'undecided',
  notApplicable: undefined,
};

type Colours = Readonly<Record<string, WorkbookColour>>;

/** Every text that can stand in the column of the identification, in the order of the summary, with its colour. */
export function identificationColours(locale: Locale): Colours {
  const texts = SAID.map(({ outcome, ofMonitored, ofRefused, colour }) => {
    // The words hang on these parts of an assessment and on no other.
    const said: Identified = {
      identification: { outcome, waysIn: { certain: ofRefused === true ? [{}] : [] } },
      exit: { monitored: ofMonitored === true ? 'true' : 'false' },
    };
    return [identificationWords(said, locale), colour] as const;
  });
  return Object.fromEntries([...texts, [word('unreadableRow', locale), 'undecided']]);
}

/** Every text that can stand in the column of the exit and has a colour. */
export const exitColours = (locale: Locale): Colours =>
  Object.fromEntries(
    Object.entries(EXIT_COLOURS).flatMap(([outcome, colour]) =>
      colour === undefined ? [] : [[EXIT_WORDS[locale][outcome as ExitOutcome], colour]],
    ),
  );
