import { SCRIPT_PIECES } from '../adapter-pieces.js';
import { asciiText } from '../ascii-text.js';
import { CALC_ADAPTER } from './adapter-text.js';

/** Between the cells of a row, between rows, and between the parts of an answer: as the adapter writes them. */
export const BETWEEN_CELLS = 31;
export const BETWEEN_ROWS = 30;
export const BETWEEN_PARTS = 29;
/** What the calling script answers while the rules are not loaded. */
export const NOT_LOADED = 1;

/** What the adapter shares with those of other hosts, in this order. */
const SHARED_FILES = [
  'serial-days',
  'assessment-day',
  'rule-check',
  'row-text',
  'number-look',
  'cell-format',
  'column-address',
  'result-columns',
  'foreign-cells',
  'sheet-plan',
];

const adapterScript = (): string =>
  SHARED_FILES.map((file) => {
    const text = SCRIPT_PIECES[`shared/${file}.ts`];
    if (text === undefined) throw new Error(`There is no text of ${file}.`);
    return text;
  })
    .concat(CALC_ADAPTER)
    .join('')
    // ES3 has no comma behind the last element; nothing but code ends a line so.
    .replace(/,(\n\s*[}\]])/g, '$1');

/** The functions that the module in Basic calls by name, with the list of what it hands over. */
const FUNCTIONS = `{
  sheet: function (a) { return decideSheet(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]); },
  row: function (a) { return explainHousehold(a[0], a[1], a[2], a[3]); },
  table: function (a) { return decideTable(a[0], a[1], a[2]); },
  selfTest: function (a) { return checkText(); },
  versions: function (a) { return versions(); }
}`;

/**
 * Puts rules and adapter where every later call finds them: to read and compile them anew takes far longer than to decide,
 * and a sheet may have thousands of cell functions. Of what lives as long as the program, the properties of the Java system
 * are at hand. The key has the hash of all text, so that workbooks with other rules do not meet.
 * @param bundle the text of a bundle, \`var Dixian = …;\`, ES3 and ASCII.
 */
export const libraryScript = (bundle: string, key: string): string =>
  `${bundle}\njava.lang.System.getProperties().put(${JSON.stringify(key)}, (function () {\n${asciiText(adapterScript())}return ${FUNCTIONS};\n})());\n`;

/** Calls a function of the loaded rules: its name, and the list of what is handed over. Answers a text. */
export const callScript = (key: string): string => `(function () {
  var rules = java.lang.System.getProperties().get(${JSON.stringify(key)}), name = String(ARGUMENTS[0]);
  if (rules === null || rules === undefined) { return new java.lang.String(String.fromCharCode(${NOT_LOADED})); }
  return new java.lang.String(rules[name](ARGUMENTS[1]));
})();
`;
