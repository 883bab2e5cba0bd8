import { adapterText, functionsText } from '../adapter-text.js';

/**
 * An AirScript of 金山文档, to be pasted into its editor: the rules, and at the end the call that decides the active sheet.
 * @param bundle the text of a bundle, `var Dixian = …`, ES5 and ASCII.
 */
export const airScript = (bundle: string): string =>
  `${bundle}\n${adapterText('airScript')}${functionsText('airScript')}`;
