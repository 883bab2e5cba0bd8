import { LAST_DAY } from '../policy/parameters.js';
import type { Policy } from '../policy/policy.js';
import { VERSION } from '../version.js';
import { type BundleData, dataLiteral } from './ascii-text.js';
import { columnData } from './column-data.js';
import { goldenHouseholds } from './golden-households.js';
import { neededCode } from './needed-code.js';
import { dataLines, packText } from './packed-text.js';
import type { BundledPolicy } from './portable/policy-data.js';
import { textSum } from './portable/text-sum.js';
import {
  PORTABLE_SCRIPT,
  PORTABLE_TYPESCRIPT,
  SMALL_NAMES,
  SMALL_PATTERNS,
  SMALL_PORTABLE_SCRIPT,
  SMALL_TEXTS,
} from './portable-text.js';
import { type BundledProgram, programData } from './program-data.js';
import { PUBLIC_FUNCTIONS } from './public-functions.js';
import { withShortNames } from './short-names.js';
import { dayNumber, textData } from './text-data.js';
import { operationsIn, withoutLists } from './without-lists.js';

/**
 * `readable`: the code as it was written, with its data in the clear, for whoever wants to look it through; `small`: short
 * names, and the data packed, for pasting; `quick`: the same without packing, for hosts that are slow to unpack, or that
 * load the script again for every cell. All answer alike.
 */
export type BundleForm = 'readable' | 'small' | 'quick';

export interface BundleRequest {
  readonly form: BundleForm;
  /** The day, `YYYY-MM-DD`, for which the golden households were decided; the first day of the policy without it. */
  readonly on?: string;
}

/** What a bundle says of a policy beside its code. */
function bundleData(policy: Policy, on: string, program: BundledProgram['data']): BundleData {
  const { validFrom, validTo = LAST_DAY } = policy;
  const data = {
    engine: VERSION,
    hash: policy.hash,
    region: policy.region.code,
    regionName: policy.region.name.zh,
    validFrom: dayNumber(validFrom),
    validTo: dayNumber(validTo),
    ...columnData(),
    ...textData(policy),
    golden: goldenHouseholds(policy, on),
  };
  return { data, program } as unknown as BundleData;
}

/** Lines of a packed text are so wide. */
const LINE = 2_500;

const day = (text: string | undefined): string => text ?? 'open';

/** The head is ASCII like all of it; what it says in Chinese, hosts put where Chinese can stand. */
const head = (
  policy: Policy,
): string => `/* Dixian ${VERSION}, generated. Region ${policy.region.code}, ${policy.validFrom} to ${day(policy.validTo)}.
Policy ${policy.hash}
Check: Dixian.selfTest() is empty, Dixian.versions().policy as above and in dixian explain.
Advice only: people decide. */`;

/** Where every byte counts; the policy's number stands in the data. */
const shortHead = (policy: Policy): string =>
  `/* Dixian ${VERSION}, ${policy.region.code}, ${policy.validFrom} to ${day(policy.validTo)}. Check: Dixian.selfTest() is empty. Advice only. */`;

/** A policy as a script for sheets. */
export interface Bundle {
  readonly text: string;
  /** Answers that the script could not give, by name. With any of them it must not be used: it would look whole. */
  readonly unsupported: readonly string[];
}

/**
 * One script that decides sheets by a policy: `var Dixian = …`, in the JavaScript of 1999, ASCII only, without anything
 * that it needs beside it. docs/inside-spreadsheets.md has its functions.
 */
export function bundleText(policy: Policy, { form, on = policy.validFrom }: BundleRequest): Bundle {
  const { data: program, unsupported } = programData(policy);
  const data = bundleData(policy, on, program);
  const text =
    form !== 'readable'
      ? smallBundle(data, form)
      : `var Dixian = (function () {\n${PORTABLE_SCRIPT}\nvar policy = ${dataLiteral(data)};\n${PUBLIC_FUNCTIONS}\n})();`;
  return { text: `${form === 'small' ? shortHead(policy) : head(policy)}\n${text}\n`, unsupported };
}

/** Whether the small script has a text that is a name, alone or behind the sign of a key. */
const isInSmallScript = (name: string): boolean =>
  [name, `$${name}`].some(
    (each) =>
      SMALL_TEXTS.includes(each) || SMALL_PORTABLE_SCRIPT.some((piece) => piece.includes(`"${each}"`)),
  );

function smallBundle(data: BundleData, form: 'small' | 'quick'): string {
  const named = withShortNames(data as unknown as BundledPolicy, isInSmallScript);
  const program = withoutLists(named.program, named.places);
  const all = [{ data: named.data, program }, SMALL_TEXTS, SMALL_PATTERNS] as unknown as BundleData;
  const text = dataLines(all, SMALL_NAMES).join('\n');
  const [script, lines] =
    form === 'quick'
      ? [
          SMALL_PORTABLE_SCRIPT.map((piece) => piece.replace(UNPACKED, 'PACKED_TEXT')),
          inLines(text, (piece) => dataLiteral(piece)),
        ]
      : [SMALL_PORTABLE_SCRIPT, inLines(packText(text), (piece) => `'${piece}'`)];
  return neededCode(script, operationsIn(program))
    .replace('PACKED_LENGTH', String(text.length))
    .replace('PACKED_SUM', String(textSum(text)))
    .replace('PACKED_TEXT', () => lines);
}

/** What in the small script gives the text that is packed. */
const UNPACKED = /[\w$]+\(PACKED_TEXT,PACKED_LENGTH\)/;

/** A long text as an expression of several lines. */
function inLines(text: string, literal: (piece: string) => string): string {
  const pieces = text.match(new RegExp(`[^]{1,${LINE}}`, 'g')) ?? [];
  return `[\n${pieces.map((piece) => literal(piece)).join(',\n')}\n].join('')`;
}

/** The same for hosts that take TypeScript and compile it strictly; its functions stand in `Dixian` too. */
export function bundleTypeScript(
  policy: Policy,
  { on = policy.validFrom }: Pick<BundleRequest, 'on'> = {},
): Bundle {
  const { data: program, unsupported } = programData(policy);
  const data = dataLiteral(bundleData(policy, on, program));
  const text = `${head(policy)}\n${PORTABLE_TYPESCRIPT}\nconst policy: BundledPolicy = ${data};\n${TYPED_PUBLIC}\n`;
  return { text, unsupported };
}

const TYPED_PUBLIC = `const sheetEngine: SheetEngine = openSheetEngine(policy);
const Dixian = {
 decideTable: (grid: SheetCell[][], options: DecideOptions): DecidedTable => decideTable(sheetEngine, grid, options),
 explainRow: (row: SheetCell[], header: SheetCell[] | SheetCell[][], options: DecideOptions): string =>
  explainRow(sheetEngine, row, header, options),
 mapHeader: (header: SheetCell[] | SheetCell[][]): MappedHeader => mapHeader(sheetEngine, header),
 selfTest: (): string[] => runSelfTest(sheetEngine),
 versions: (): BundleVersions => versionsOf(sheetEngine)
};`;
