import vm from 'node:vm';
import { resolvePolicy } from '../../src/index.js';
import type { Policy } from '../../src/policy/policy.js';
import { type BundleForm, bundleText } from '../../src/sheets/bundle.js';
import type { SheetCell } from '../../src/sheets/portable/cells.js';
import type { DecidedTable, DecideOptions, MappedHeader } from '../../src/sheets/portable/table.js';
import { SHIPPED_FILES } from '../policy/support.js';

/** The functions of a bundle. */
export interface BundleFunctions {
  decideTable(grid: readonly (readonly SheetCell[])[], options: DecideOptions): DecidedTable;
  explainRow(
    row: readonly SheetCell[],
    header: readonly SheetCell[] | readonly (readonly SheetCell[])[],
    options: DecideOptions,
  ): string;
  mapHeader(header: readonly SheetCell[] | readonly (readonly SheetCell[])[]): MappedHeader;
  selfTest(): string[];
  versions(): Record<string, string | number>;
}

/** A script run where nothing is but the language itself, and text cannot become code. */
export function runBundle(text: string): BundleFunctions {
  const context = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } });
  return vm.runInContext(`${text}\nDixian`, context) as BundleFunctions;
}

export const policyOf = (region: string, on: string): Policy => resolvePolicy(SHIPPED_FILES, { region, on });

const texts = new Map<string, string>();
/** The bundle of a shipped policy; made once. */
export function shippedBundle(region: string, on: string, form: BundleForm): string {
  const key = [region, on, form].join(' ');
  const known = texts.get(key);
  if (known !== undefined) return known;
  const { text, unsupported } = bundleText(policyOf(region, on), { form, on });
  if (unsupported.length > 0) throw new Error(`The bundle cannot answer ${unsupported.join(', ')}.`);
  texts.set(key, text);
  return text;
}

/** What came out of another context, as plain data of this one. */
export const plain = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data)) as Data;
