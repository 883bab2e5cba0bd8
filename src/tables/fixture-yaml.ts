import { LineCounter, parseDocument } from 'yaml';
import { type Issue, issue } from '../values/issues.js';

interface Detail {
  readonly detail: string;
  readonly detailEn: string;
}

/** The parser's own messages may quote what stands in a file, so they are not repeated. */
const DETAILS: Readonly<Record<string, Detail>> = {
  DUPLICATE_KEY: { detail: '同一个键写了两次', detailEn: 'a key is written twice' },
  TAB_AS_INDENT: {
    detail: '缩进用了制表符，应为空格',
    detailEn: 'a tab is used to indent, it should be spaces',
  },
  MULTIPLE_DOCS: {
    detail: '一个文件里不能有几份，请去掉“---”',
    detailEn: 'a file holds one document, take out "---"',
  },
  TAG_RESOLVE_FAILED: { detail: '不支持“!”标记', detailEn: 'tags with "!" are not supported' },
};
const NOT_WELL_FORMED: Detail = { detail: '写法不对', detailEn: 'not well formed' };
const NO_SUCH_ANCHOR: Detail = {
  detail: '“*”引用的内容没有定义，或引用过多',
  detailEn: 'an alias with "*" has no anchor, or there are too many',
};

/**
 * The content of a YAML text, or what is wrong with it and where. Stricter than the parser: a key written twice,
 * a tag nobody knows and several documents in one file are mistakes. Never throws.
 */
export function readYaml(text: string): { readonly content?: unknown; readonly issues: readonly Issue[] } {
  const lines = new LineCounter();
  const at = (position: number, detail: Detail): Issue => {
    const { line, col } = lines.linePos(position);
    return issue('fixtureSyntax', [], { line, column: col, ...detail });
  };
  let first = 0;
  try {
    const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false });
    const mistakes = [...document.errors, ...document.warnings];
    if (mistakes.length > 0)
      return { issues: mistakes.map(({ code, pos }) => at(pos[0], DETAILS[code] ?? NOT_WELL_FORMED)) };
    first = document.contents?.range?.[0] ?? 0;
    return { content: document.toJS() as unknown, issues: [] };
  } catch (error) {
    // An alias without anchor or an endless one is found only upon conversion; too deep a nesting ends the stack.
    return { issues: [at(first, error instanceof ReferenceError ? NO_SUCH_ANCHOR : NOT_WELL_FORMED)] };
  }
}
