/** XML 1.0 has no way to write other control characters. */
const isWritable = (character: string): boolean =>
  character >= ' ' || character === '\n' || character === '\t';

/** A text as it stands in XML, in an element or an attribute. */
export const xmlText = (text: string): string =>
  [...text]
    .filter(isWritable)
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** An element; attributes that are undefined are left out. The content is XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = '',
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(String(value))}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The namespaces of OpenDocument that its parts use, by prefix. */
const NAMESPACES = {
  office: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  table: 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  fo: 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  number: 'urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0',
  svg: 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
  draw: 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0',
  form: 'urn:oasis:names:tc:opendocument:xmlns:form:1.0',
  script: 'urn:oasis:names:tc:opendocument:xmlns:script:1.0',
  config: 'urn:oasis:names:tc:opendocument:xmlns:config:1.0',
  xlink: 'http://www.w3.org/1999/xlink',
  of: 'urn:oasis:names:tc:opendocument:xmlns:of:1.2',
  ooo: 'http://openoffice.org/2004/office',
} as const;

/** The attributes of a root: version and namespaces. */
export const ROOT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(NAMESPACES).map(([prefix, name]) => [`xmlns:${prefix}`, name])),
  'office:version': '1.2',
};
