/** What was measured of so many households. */
export interface Measured {
  readonly households: number;
  readonly seconds: number;
  /** Of all threads of the process. */
  readonly processorSeconds: number;
  /** The largest resident set while they were decided, in MiB. */
  readonly memory: number;
}

/** One way to decide, at several sizes. */
export interface GrowthSeries {
  readonly name: string;
  readonly colour: string;
  readonly measured: readonly Measured[];
}

/** A panel of the plot: households in powers of ten below, something of them at the side. */
interface Panel {
  readonly left: number;
  readonly title: readonly [zh: string, en: string];
  readonly ticks: readonly (readonly [value: number, text: string])[];
  /** From 0 at the foot to 1 at the top. */
  readonly height: (value: number) => number;
  readonly figureOf: (measured: Measured) => number;
  /** Whether a line shows what it would be if every household cost the same. */
  readonly isProportional: boolean;
}

const WIDTH = 920;
const HEIGHT = 460;
const PLOT = { width: 350, height: 270, top: 80 };
const FONT = 'font-family="Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, sans-serif"';
const EXPONENTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const MEMORY_STEP = 250;
const powerOfTen = (exponent: number): string =>
  `10${exponent < 0 ? '⁻' : ''}${EXPONENTS[Math.abs(exponent)] ?? exponent}`;

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${content}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number, style: string): string =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" ${style}/>`;
const dot = (x: number, y: number, colour: string): string =>
  `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4.5" fill="${colour}"/>`;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

function panel(
  { left, title, ticks, height, figureOf, isProportional }: Panel,
  series: readonly GrowthSeries[],
  sizes: readonly number[],
): string {
  const [first, last] = [Math.log10(Math.min(...sizes)), Math.log10(Math.max(...sizes))];
  const x = (size: number): number => left + ((Math.log10(size) - first) / (last - first || 1)) * PLOT.width;
  const y = (value: number): number => PLOT.top + PLOT.height * (1 - height(value));
  const foot = PLOT.top + PLOT.height;
  const parts = [
    text(left, PLOT.top - 38, title[0], 'font-size="15" font-weight="bold"'),
    text(left, PLOT.top - 17, title[1], 'font-size="13" fill="#444"'),
  ];
  for (let exponent = Math.ceil(first); exponent <= last; exponent += 1) {
    const at = x(10 ** exponent);
    parts.push(line(at, PLOT.top, at, foot, 'stroke="#e4e4e4"'));
    parts.push(text(at, foot + 18, powerOfTen(exponent), 'font-size="12" text-anchor="middle"'));
  }
  for (const [value, label] of ticks) {
    parts.push(line(left, y(value), left + PLOT.width, y(value), 'stroke="#e4e4e4"'));
    parts.push(text(left - 8, y(value) + 4, label, 'font-size="12" text-anchor="end"'));
  }
  parts.push(
    line(left, PLOT.top, left, foot, 'stroke="#333"'),
    line(left, foot, left + PLOT.width, foot, 'stroke="#333"'),
    text(left + PLOT.width / 2, foot + 38, '户数 households', 'font-size="13" text-anchor="middle"'),
  );
  for (const { colour, measured } of series) {
    const [start, end] = [measured[0]?.households ?? 1, measured.at(-1)?.households ?? 1];
    const cost = median(measured.map((each) => figureOf(each) / each.households));
    if (isProportional)
      parts.push(
        line(x(start), y(cost * start), x(end), y(cost * end), `stroke="${colour}" stroke-dasharray="6 4"`),
      );
    parts.push(...measured.map((each) => dot(x(each.households), y(figureOf(each)), colour)));
  }
  return parts.join('\n');
}

/** Processor time and memory by the number of households, as SVG. */
export function growthPlot(series: readonly GrowthSeries[]): string {
  const all = series.flatMap(({ measured }) => measured);
  const logs = all.map(({ processorSeconds }) => Math.log10(processorSeconds));
  const [low, high] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
  const steps = Math.ceil(Math.max(...all.map(({ memory }) => memory)) / MEMORY_STEP);
  const panels: readonly Panel[] = [
    {
      left: 80,
      title: ['处理器时间（秒），虚线斜率为 1', 'processor time in seconds; dashed lines have slope one'],
      ticks: Array.from({ length: high - low + 1 }, (_, step) => [
        10 ** (low + step),
        powerOfTen(low + step),
      ]),
      height: (seconds) => (Math.log10(seconds) - low) / (high - low || 1),
      figureOf: ({ processorSeconds }) => processorSeconds,
      isProportional: true,
    },
    {
      left: 540,
      title: ['内存最多占用（MiB）', 'most memory in use, MiB'],
      ticks: Array.from({ length: steps + 1 }, (_, step) => [step * MEMORY_STEP, String(step * MEMORY_STEP)]),
      height: (memory) => memory / (steps * MEMORY_STEP),
      figureOf: ({ memory }) => memory,
      isProportional: false,
    },
  ];
  const sizes = all.map(({ households }) => households);
  const names = series.flatMap(({ name, colour }, index) => [
    dot(86 + index * 200, HEIGHT - 30, colour),
    text(98 + index * 200, HEIGHT - 25, name, 'font-size="13"'),
  ]);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" ${FONT}>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${[...panels.map((each) => panel(each, series, sizes)), ...names].join('\n')}
</svg>
`;
}
