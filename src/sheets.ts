export { type SheetFile, sheetFiles, UnsupportedInSheets } from './sheet-files.node.js';
export {
  type Bundle,
  type BundleForm,
  type BundleRequest,
  bundleText,
  bundleTypeScript,
} from './sheets/bundle.js';
export { UnusableInSheets } from './sheets/unusable-in-sheets.js';
