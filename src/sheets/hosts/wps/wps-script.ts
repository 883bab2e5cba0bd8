import { adapterText, functionsText } from '../adapter-text.js';

/** A module of a macro project of WPS. */
export interface WpsModule {
  /** Latin letters: some versions do not take others. */
  readonly name: string;
  readonly text: string;
}

/**
 * The modules of a JS macro: the few functions that WPS lists as macros and knows in formulas, which some versions look
 * for at the beginning only, and the rules.
 * @param bundle the text of a bundle, `var Dixian = …`, ES5 and ASCII.
 */
export const wpsModules = (bundle: string): readonly WpsModule[] => [
  { name: 'DixianFunctions', text: functionsText('wps') },
  { name: 'DixianRules', text: `${bundle}\n${adapterText('wps')}` },
];

/** The same as one text, to be pasted into one module of the macro editor of WPS. */
export const wpsScript = (bundle: string): string =>
  wpsModules(bundle)
    .map(({ text }) => text)
    .join('\n');
