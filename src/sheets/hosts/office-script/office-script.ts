import { officeScriptAdapterText } from '../adapter-text.js';

/**
 * An Office Script, to be pasted into its editor: TypeScript for the compiler 4.0.3, without `any`. The bundle stands in a
 * scope of its own, for it has names and types that the adapter has too.
 * @param bundle a bundle as TypeScript that declares `const Dixian`.
 */
export const officeScript = (bundle: string): string =>
  `const Dixian: DixianBundle = (() => {\n${bundle}\nreturn Dixian;\n})();\n${officeScriptAdapterText()}`;
