import { adapterText, functionsText } from '../adapter-text.js';

/** A file of an Apps Script project. */
export interface AppsScriptFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The files of an Apps Script project, which share one scope and run in the order of their names.
 * @param bundle the text of a bundle, `var Dixian = …`, ES5 and ASCII.
 */
export const appsScriptFiles = (bundle: string): readonly AppsScriptFile[] => [
  { name: '0_rules.gs', text: bundle },
  { name: '1_sheet.gs', text: `${adapterText('appsScript')}${functionsText('appsScript')}` },
];
