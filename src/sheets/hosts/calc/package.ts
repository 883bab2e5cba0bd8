import { sha256Hex } from '../../../values/canonical.js';
import { BASIC_LIBRARY, BASIC_MODULE, BASIC_TEXT, SCRIPT_FILES, SCRIPT_FOLDER } from './basic-text.js';
import { contentXml, settingsXml } from './content.js';
import { callScript, libraryScript } from './script-text.js';
import type { Book } from './sheet-model.js';
import { COMMON_STYLES } from './styles.js';
import { element, ROOT, XML_HEAD, xmlText } from './xml.js';

const MIMETYPE = 'application/vnd.oasis.opendocument.spreadsheet';
/** 1980-01-01, the first day that the format knows: the same workbook is the same bytes. */
const DAY = 33 << 16;

const doctype = (name: string, file: string): string =>
  `<!DOCTYPE ${name} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${file}">\n`;
const LIBRARY = { 'xmlns:library': 'http://openoffice.org/2000/library' };

const basicFiles = (): Record<string, string> => ({
  'Basic/script-lc.xml': `${XML_HEAD}${doctype('library:libraries', 'libraries.dtd')}${element(
    'library:libraries',
    { ...LIBRARY, 'xmlns:xlink': 'http://www.w3.org/1999/xlink' },
    element('library:library', { 'library:name': BASIC_LIBRARY, 'library:link': 'false' }),
  )}`,
  [`Basic/${BASIC_LIBRARY}/script-lb.xml`]: `${XML_HEAD}${doctype('library:library', 'library.dtd')}${element(
    'library:library',
    {
      ...LIBRARY,
      'library:name': BASIC_LIBRARY,
      'library:readonly': 'false',
      'library:passwordprotected': 'false',
    },
    element('library:element', { 'library:name': BASIC_MODULE }),
  )}`,
  [`Basic/${BASIC_LIBRARY}/${BASIC_MODULE}.xml`]: `${XML_HEAD}${doctype('script:module', 'module.dtd')}${element(
    'script:module',
    {
      'xmlns:script': 'http://openoffice.org/2000/script',
      'script:name': BASIC_MODULE,
      'script:language': 'StarBasic',
    },
    xmlText(BASIC_TEXT),
  )}`,
});

/** What scripts the folder has; a script is called by the name of its file. */
const parcelDescriptor = (): string =>
  `${XML_HEAD}${element(
    'parcel',
    { language: 'JavaScript', 'xmlns:parcel': 'scripting.dtd' },
    Object.values(SCRIPT_FILES)
      .map((file) =>
        element(
          'script',
          { language: 'JavaScript' },
          element('locale', { lang: 'zh' }, element('displayname', { value: file })) +
            element('functionname', { value: file }) +
            element('logicalname', { value: file }),
        ),
      )
      .join(''),
  )}`;

function manifest(paths: readonly string[]): string {
  const folders = new Set(
    paths
      .filter((path) => path.startsWith('Basic/') || path.startsWith('Scripts/'))
      .flatMap((path) => path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/')))
      .filter((folder) => folder !== ''),
  );
  const entry = (path: string, type: string): string =>
    element('manifest:file-entry', { 'manifest:full-path': path, 'manifest:media-type': type });
  return `${XML_HEAD}${element(
    'manifest:manifest',
    { 'xmlns:manifest': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0', 'manifest:version': '1.2' },
    [
      element('manifest:file-entry', {
        'manifest:full-path': '/',
        'manifest:version': '1.2',
        'manifest:media-type': MIMETYPE,
      }),
      ...[...folders].map((folder) => entry(`${folder}/`, 'application/binary')),
      ...paths.map((path) => entry(path, path.endsWith('.xml') ? 'text/xml' : '')),
    ].join(''),
  )}`;
}

/**
 * All files of an .ods in their order, by path: the sheets, the module in Basic, and the scripts with the rules.
 * @param bundle the text of a bundle: `var Dixian = …;`, ES3 and ASCII.
 */
export function calcFiles(book: Book, bundle: string): ReadonlyMap<string, string> {
  const key = `dixian.${sha256Hex(libraryScript(bundle, ''))}`;
  const files: Record<string, string> = {
    'content.xml': contentXml(book),
    'styles.xml': `${XML_HEAD}${element('office:document-styles', ROOT, COMMON_STYLES)}`,
    'settings.xml': settingsXml(book),
    ...basicFiles(),
    [`Scripts/javascript/${SCRIPT_FOLDER}/parcel-descriptor.xml`]: parcelDescriptor(),
    [`Scripts/javascript/${SCRIPT_FOLDER}/${SCRIPT_FILES.library}`]: libraryScript(bundle, key),
    [`Scripts/javascript/${SCRIPT_FOLDER}/${SCRIPT_FILES.call}`]: callScript(key),
  };
  return new Map([
    ['mimetype', MIMETYPE],
    ...Object.entries(files),
    ['META-INF/manifest.xml', manifest(Object.keys(files))],
  ]);
}

/** A workbook for LibreOffice Calc with the rules inside, as the bytes of an .ods file; the same input is the same bytes. */
export async function calcWorkbook(book: Book, bundle: string): Promise<Uint8Array> {
  const { TextReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js');
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    extendedTimestamp: false,
    rawLastModDate: DAY,
    dataDescriptor: false,
  });
  // The type stands first and not packed, where programs look for it.
  for (const [path, text] of calcFiles(book, bundle))
    await writer.add(path, new TextReader(text), { level: path === 'mimetype' ? 0 : 9 });
  return writer.close();
}
