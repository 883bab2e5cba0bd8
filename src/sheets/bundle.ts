import { LAST_DAY } from '../policy/parameters.js';
import type { Policy } from '../policy/policy.js';
import { VERSION } from '../version.js';
import { type BundleData, dataLiteral } from './ascii-text.js';
import { columnData } from './column-data.js';
import { goldenHouseholds } from './golden-households.js';
import { dataLines, packText } from './packed-text.js';
import { PORTABLE_SCRIPT, PORTABLE_TYPESCRIPT, SMALL_PORTABLE_SCRIPT } from './portable-text.js';
import { type BundledProgram, programData } from './program-data.js';
import { dayNumber, textData } from './text-data.js';

/**
 * `readable`: the code as it was written, with its data in the clear, for whoever wants to look it through; `small`: short
 * names of local variables, and the data packed, for hosts and for pasting. Both answer alike.
 */
export type BundleForm = 'readable' | 'small';

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
const LINE = 1_000;

/** Data as an expression of the portable part. */
function dataExpression(data: BundleData, form: BundleForm): string {
  if (form === 'readable') return dataLiteral(data);
  const { packed, alphabet } = packText(dataLines(data).join('\n'));
  const pieces = packed.match(new RegExp(`.{1,${LINE}}`, 'gs')) ?? [];
  const text = `[\n${pieces.map((piece) => dataLiteral(piece)).join(',\n')}\n].join('')`;
  return `unpackedData(unpackedText(${text},\n${dataLiteral(alphabet)}))`;
}

const day = (text: string | undefined): string => text ?? 'open';

/** The head is ASCII like all of it; what it says in Chinese, hosts put where Chinese can stand. */
const head = (policy: Policy): string => `/*
 * Dixian ${VERSION}: decides, for each household of a sheet, by one policy. Generated; do not edit.
 * Region ${policy.region.code}, valid from ${policy.validFrom} to ${day(policy.validTo)}.
 * Policy ${policy.hash}
 * Check: Dixian.selfTest() gives an empty list; Dixian.versions().policy is the hash that dixian explain shows.
 * Advice only: people decide.
 */`;

/** What a bundle gives, by the functions of the portable part. */
const PUBLIC = `var engine = openSheetEngine(policy);
return {
 decideTable: function (grid, options) { return decideTable(engine, grid, options); },
 explainRow: function (row, header, options) { return explainRow(engine, row, header, options); },
 mapHeader: function (header) { return mapHeader(engine, header); },
 selfTest: function () { return runSelfTest(engine); },
 versions: function () { return versionsOf(engine); }
};`;

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
  const code = form === 'readable' ? PORTABLE_SCRIPT : SMALL_PORTABLE_SCRIPT;
  const { data: program, unsupported } = programData(policy);
  const data = dataExpression(bundleData(policy, on, program), form);
  const text = `${head(policy)}\nvar Dixian = (function () {\n${code}\nvar policy = ${data};\n${PUBLIC}\n})();\n`;
  return { text, unsupported };
}

/** The same for hosts that take TypeScript and compile it strictly; its functions stand in `Dixian` too. */
export function bundleTypeScript(
  policy: Policy,
  { on = policy.validFrom }: Pick<BundleRequest, 'on'> = {},
): Bundle {
  const { data: program, unsupported } = programData(policy);
  const data = dataExpression(bundleData(policy, on, program), 'readable');
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
