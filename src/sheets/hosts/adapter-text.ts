import { ADAPTERS, SCRIPT_PIECES, TYPESCRIPT_PIECES } from './adapter-pieces.js';

/** The hosts that scripts are put together for. */
export type ScriptHost = Exclude<keyof typeof ADAPTERS, 'officeScript'>;

const joined = (pieces: Readonly<Record<string, string>>, files: readonly string[]): string =>
  files.map((file) => pieces[file] ?? '').join('');

/** What stands between a bundle and its host, as ES5 in a scope of its own, under the name `DixianHost`. */
export function adapterText(host: ScriptHost): string {
  const { files, exported } = ADAPTERS[host];
  const returned = exported.map((name) => `${name}: ${name}`).join(', ');
  return `var DixianHost = (function () {\n${joined(SCRIPT_PIECES, files)}return { ${returned} };\n})();\n`;
}

/** The functions that a host finds by name, as ES5; '' where it finds them otherwise. */
export const functionsText = (host: ScriptHost): string => SCRIPT_PIECES[ADAPTERS[host].functions] ?? '';

/** The adapter of the Office Script, as TypeScript; it ends with `main`. */
export const officeScriptAdapterText = (): string => joined(TYPESCRIPT_PIECES, ADAPTERS.officeScript.files);
