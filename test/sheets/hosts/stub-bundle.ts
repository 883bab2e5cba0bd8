import ts from 'typescript';

/**
 * A bundle with the public functions of the real one and an invented rule, as an Office Script takes it: a household with
 * unsafe water or less than 7,800 is to be taken in. A blank is open, never a no and never a zero.
 */
export const STUB_TYPESCRIPT = `const Dixian = (() => {
  type Cell = string | number | boolean | null;
  interface Options { on: number; serialDays: boolean; merges: number[][] }
  interface Table { header: string[]; rows: string[][]; headerRow: number; messages: string[] }
  const HEADER = ['\\u8bc6\\u522b\\u5efa\\u8bae', '\\u7406\\u7531', '\\u653f\\u7b56'];
  const NUMBER = '\\u6237\\u7f16\\u53f7', WATER = '\\u996e\\u6c34\\u662f\\u5426\\u5b89\\u5168', INCOME = '\\u4eba\\u5747\\u6536\\u5165', BORN = '\\u51fa\\u751f\\u65e5\\u671f';
  let failures: string[] = [];
  let runs = 0;
  let seen: { grid: Cell[][]; options: Options } | null = null;
  const columnOf = (header: Cell[], title: string): number => {
    for (let at = 0; at < header.length; at += 1) if (header[at] === title) return at;
    return -1;
  };
  const decide = (row: Cell[], header: Cell[], options: Options): string[] => {
    const water = row[columnOf(header, WATER)];
    const income = row[columnOf(header, INCOME)];
    const born = columnOf(header, BORN) < 0 ? null : row[columnOf(header, BORN)];
    const known = typeof income === 'number' || (typeof income === 'string' && /^[0-9]+$/.test(income));
    const isPoor = known && Number(income) < 7800;
    const isThirsty = water === '\\u5426' || water === false || water === 0;
    const isOpen = !known || water === null || water === '';
    const word = isThirsty || isPoor ? 'identify' : isOpen ? 'verify' : 'notIdentified';
    const reason = 'water=' + String(water) + ' income=' + String(income) + ' born=' + String(born) + ' serial=' + String(options.serialDays);
    return [word, reason, '1234567890123e45'];
  };
  return {
    decideTable: (grid: Cell[][], options: Options): Table => {
      seen = { grid, options };
      let headerRow = 0;
      for (let row = 0; row < grid.length && headerRow === 0; row += 1)
        if (columnOf(grid[row] as Cell[], NUMBER) >= 0) headerRow = row + 1;
      if (headerRow === 0) return { header: HEADER, rows: [], headerRow: 0, messages: ['\\u6ca1\\u6709\\u8868\\u5934\\u3002'] };
      const header = grid[headerRow - 1] as Cell[];
      const rows: string[][] = [];
      const messages: string[] = [];
      for (let row = headerRow; row < grid.length; row += 1) {
        const line = grid[row] as Cell[];
        const isBlank = line[columnOf(header, NUMBER)] === null;
        rows.push(isBlank ? ['', '', ''] : decide(line, header, options));
        if (line[columnOf(header, INCOME)] === '#VALUE!') messages.push('\\u7b2c ' + (row + 1) + ' \\u884c\\u516c\\u5f0f\\u51fa\\u9519\\u3002');
      }
      return { header: HEADER, rows, headerRow, messages };
    },
    explainRow: (row: Cell[], header: Cell[][], options: Options): string =>
      decide(row, header[header.length - 1] as Cell[], options).join(' '),
    selfTest: (): string[] => {
      runs += 1;
      return failures;
    },
    versions: () => ({ engine: '0.0.0', policy: 'stub', region: '999999', regionName: '\\u793a\\u4f8b\\u53bf', validFrom: 20240101, validTo: 99991231 }),
    /** For tests: what was asked last, how often the self-test ran, and a self-test that fails. */
    probe: () => ({ seen, runs }),
    fail: (texts: string[]): void => {
      failures = texts;
    },
  };
})();
`;

/** The same as every other host takes it: ES5, ASCII. */
export const STUB_BUNDLE: string = ts.transpileModule(STUB_TYPESCRIPT, {
  compilerOptions: {
    target: ts.ScriptTarget.ES5,
    module: ts.ModuleKind.ESNext,
    ignoreDeprecations: '6.0',
  },
}).outputText;
