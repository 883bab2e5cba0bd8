import { adapterText } from '../adapter-text.js';
import { asciiText } from '../ascii-text.js';
import { FUNCTION_METADATA } from './function-metadata.js';

/** The files that hold the custom functions of an Excel add-in; manifest and pages are those of whoever serves it. */
export interface ExcelAddInFiles {
  /** functions.js: ASCII, for pages do not always say how they are written. */
  readonly script: string;
  /** functions.json. */
  readonly metadata: string;
}

/** @param bundle the text of a bundle, `var Dixian = …`, ES5 and ASCII. */
export const excelAddInFiles = (bundle: string): ExcelAddInFiles => ({
  script: `${bundle}\n${asciiText(adapterText('excelAddIn'))}`,
  metadata: `${JSON.stringify(FUNCTION_METADATA, null, 2)}\n`,
});
