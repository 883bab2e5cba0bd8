import { showDay } from '../backends/words/show.js';
import { standardSteps } from '../backends/words/standard-lines.js';
import { standardNotes, standardTable } from '../backends/words/standard-table.js';
import { explainStandard } from '../policy/standards/explain-standard.js';
import { openPackFolders } from '../policy-files.node.js';
import type { Locale } from '../values/issues.js';
import { requireFolder } from './household-list.js';
import { textTable } from './text-table.js';

export interface StandardOptions {
  readonly region: string;
  readonly from: number;
  readonly to: number;
  readonly knownOn?: string;
  readonly figuresOf?: string;
  readonly packs?: readonly string[];
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly locale: Locale;
}

/** `dixian standard`: the income standard year by year, what the formulas give, and what all of it rests on. */
export async function standardCommand(
  options: StandardOptions,
  print: (line: string) => void,
): Promise<number> {
  for (const each of options.packs ?? []) await requireFolder(each);
  const library = await openPackFolders({ packs: options.packs });
  const explanation = explainStandard(library, options);
  if (options.json === true) {
    print(JSON.stringify(explanation, null, 1));
    return 0;
  }
  const { locale } = options;
  const zh = locale === 'zh-CN';
  const region = zh ? explanation.region.name.zh : explanation.region.name.en;
  const title = zh ? explanation.parameter.title.zh : explanation.parameter.title.en;
  print(`${region} ${title}`);
  if (explanation.figuresOf.code !== explanation.region.code)
    print(
      zh
        ? `公式所用指标：${explanation.figuresOf.name.zh}`
        : `indicators of ${explanation.figuresOf.name.en}`,
    );
  if (options.knownOn !== undefined)
    print(
      zh
        ? `只用截至${showDay(options.knownOn, locale)}已公布的内容`
        : `only what was published by ${options.knownOn}`,
    );
  print('');
  for (const line of textTable(standardTable(explanation, locale))) print(line);
  print('');
  print(
    zh
      ? '公式行括号内为与现行标准的差；标准后注“推算”的没有公布数，注“沿用”的是上一期的；“—”为没有标准，“缺”为缺数据、算不出。公式供测算参考，标准以公布为准。'
      : 'In brackets: apart from the standard in force; "worked out": not announced as such; "carried over": of the period before; a dash: no standard; "missing": figures are missing. The formulas are for reference; the announced standard decides.',
  );
  for (const line of standardNotes(explanation, locale)) print(line);
  if (options.explain === true) {
    print('');
    for (const line of standardSteps(explanation, locale)) print(line);
  }
  return 0;
}
