import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { SCRIPT_PIECES } from '../../src/sheets/hosts/adapter-pieces.js';
import { CALC_ADAPTER } from '../../src/sheets/hosts/calc/adapter-text.js';
import { PORTABLE_SCRIPT } from '../../src/sheets/portable-text.js';
import { asciiText, ENGINES, titleIn } from './engines.js';

/** The regular expressions of a script, as they stand in it. */
function expressionsIn(script: string): readonly string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.js', script, ts.ScriptTarget.ES5, true));
  return [...found];
}

const WRITTEN = [
  ...new Set([PORTABLE_SCRIPT, CALC_ADAPTER, ...Object.values(SCRIPT_PIECES)].flatMap(expressionsIn)),
];

/** The same made from a text in which characters stand for themselves, as small bundles make them. */
const made = (expression: string): string => {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/.exec(expression) as unknown as [string, string, string];
  const text = source.replace(/\\u([0-9a-f]{4})/g, (escaped, code: string) =>
    Number.parseInt(code, 16) < 0x100 ? escaped : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return `RegExp(${asciiText(JSON.stringify(text))}, '${flags}')`;
};
const EXPRESSIONS = [...WRITTEN, ...WRITTEN.map(made)];

/** Words that the expressions themselves name, and what cells look like. */
const NAMED = WRITTEN.flatMap((each) =>
  each
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .split(/[\s\\/|()[\]{}?:^$+*.,=-]+/),
).filter((word) => word !== '' && word.length < 20);
const CELLS = (
  '1|-1|+5|7800|7,800.50|1.2万元|1.2|0.5%|1.23E+15|1e-7|2024-11-01|2024/1/5|2024.10|2024年11月1日|202411|20241101|45597|' +
  '2024-11-01 00:00:00|甲|某某村（3户）|张家湾村,3户|合计|全村合计|填表人:某某|村(社区)负责人:某某|(盖章)|备注1:一户一行|' +
  "单位:万元|(单位：元)|以元为单位|家庭人均纯收入(元/人·年)|一、家庭信息|1.户编号|#N/A|#DIV/0!|Err:502|　 a ＡＢ１２|'00123|" +
  '62010219800101123X|日期不详的一行文字，有十几个字，还有（括号）|yyyy"年"m"月"|0.00%|[$-804]yyyy-mm-dd|#,##0.00|是|否|有无|√'
).split('|');
const SAMPLES = [...new Set(['', ' ', ...CELLS, ...NAMED, ...NAMED.map((word) => `${word}1:x`)])];

/** Every expression on every sample: where it is found, and what it takes. One that breaks off ends the script. */
const SCRIPT = `
var expressions = [${EXPRESSIONS.join(',\n')}];
var samples = [${SAMPLES.map((sample) => asciiText(JSON.stringify(sample))).join(',\n')}];
for (var at = 0; at < expressions.length; at += 1) {
  var line = '';
  for (var each = 0; each < samples.length; each += 1) {
    expressions[at].lastIndex = 0;
    var found = expressions[at].exec(samples[each]);
    line += found === null ? '-' : '(' + found.index + ' ' + found[0].length + ')';
  }
  print(line);
}
`;

/** What the language itself says. */
const WANTED = [...WRITTEN, ...WRITTEN].map((text) => {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/.exec(text) as unknown as [string, string, string];
  return SAMPLES.map((sample) => {
    const found = new RegExp(source, flags).exec(sample);
    return found === null ? '-' : `(${found.index} ${found[0].length})`;
  }).join('');
});

describe('the regular expressions of bundles and adapters', () => {
  test('there are many, on many samples', () => {
    expect(EXPRESSIONS.length).toBeGreaterThan(60);
    expect(SAMPLES.length).toBeGreaterThan(300);
  });

  test.each(ENGINES.filter(({ isHere }) => isHere).map((engine) => [engine.name, engine] as const))(
    'find the same in %s',
    async (_, engine) => {
      expect(await engine.run(asciiText(SCRIPT))).toEqual(WANTED);
    },
  );

  const absent = ENGINES.filter(({ isHere }) => !isHere).map(titleIn);
  if (absent.length > 0) test.skip.each(absent)('%s', () => {});
});
