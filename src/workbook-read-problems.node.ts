import { DixianError, type IssueCode, issue } from './values/issues.js';

/** A place inside a workbook, in the two languages of the library. */
export interface Place {
  readonly zh: string;
  readonly en: string;
}

export const DIRECTORY: Place = { zh: '文件目录', en: 'the directory of the file' };
export const STRUCTURE: Place = { zh: '工作簿的结构', en: 'the structure of the workbook' };
export const STYLES: Place = { zh: '单元格格式', en: 'the formats of the cells' };
export const TEXTS: Place = { zh: '单元格文字', en: 'the texts of the cells' };
export const sheetPlace = (name: string): Place => ({ zh: `工作表“${name}”`, en: `the sheet "${name}"` });

/** The error for a file that is not read. */
export const refusal = (code: IssueCode, params: Readonly<Record<string, string | number>> = {}) =>
  new DixianError([issue(code, [], params)]);

export const damaged = ({ zh, en }: Place): DixianError =>
  refusal('workbookDamaged', { place: zh, placeEn: en });

/** A part that does not say what a workbook has to say: not XML, or cells that cannot be placed. */
export class Malformed extends Error {}

/** How zlib and TextDecoder name their errors: a checksum that does not match, bytes that are no text. */
const DATA_ERROR = /^Z_|^ERR_ENCODING_INVALID_ENCODED_DATA$/;

/** What was thrown while a part was read, as the error that a caller gets; a fault of ours stays what it is. */
export function asRefusal(error: unknown, place: Place): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof Malformed || DATA_ERROR.test(code) ? damaged(place) : error;
}
