import type { Fact } from '../../src/index.js';
import {
  CATALOGUE,
  CODE_LISTS,
  FILE_KINDS,
  householdJsonSchema,
  packJsonSchema,
  UNITS,
} from '../../src/index.js';
import { mappingJsonSchema } from '../../src/tables/mapping-schema.js';
import { standardsPages } from './standards-pages.js';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const KINDS: Readonly<Record<Fact['kind'], string>> = {
  number: '数字',
  flag: '是/否',
  code: '代码',
  codes: '代码清单',
  text: '文字',
  day: '日期',
  month: '月份',
  list: '清单',
};

function describe(fact: Fact): string {
  switch (fact.kind) {
    case 'number':
      return `${KINDS.number}，${UNITS[fact.unit].zh || '无单位'}，${fact.minimum} 至 ${fact.maximum}${fact.decimals === 0 ? '，整数' : ''}`;
    case 'code':
    case 'codes':
      return `${KINDS[fact.kind]} \`${fact.codes}\``;
    default:
      return KINDS[fact.kind];
  }
}

const FOUND_BY: Readonly<Record<Fact['foundBy'], string>> = {
  department: '部门',
  household: '入户',
  inspection: '检测鉴定',
};

const row = (name: string, fact: Fact): string => {
  const columns = fact.columns.flatMap((column) =>
    column.names.map((each) => (column.polarity === 'reversed' ? `${each}（是＝无此问题）` : each)),
  );
  return `| \`${name}\` | ${fact.title.zh} | ${fact.title.en} | ${fact.question.zh}<br>${fact.question.en} | ${describe(fact)} | ${FOUND_BY[fact.foundBy]} | ${fact.department ?? ''} | ${fact.changeable ? '可' : ''} | ${fact.sensitivity} | ${columns.join('、')} |`;
};

const HEAD = [
  '| 名称 name | 中文 | English | 问法 question | 类型与范围 | 怎样查清 | 部门 | 可改变 | 敏感级别 | 认得的列名 |',
  '|---|---|---|---|---|---|---|---|---|---|',
];

/** docs/facts.md: the catalogue as a table for people. */
function factsPage(): string {
  const facts = Object.entries(CATALOGUE as Readonly<Record<string, Fact>>);
  const lists = facts.flatMap(([name, fact]) =>
    fact.kind === 'list'
      ? [
          '',
          `## ${fact.title.zh} \`${name}\``,
          '',
          ...HEAD,
          ...Object.entries(fact.fields).map(([field, each]) => row(field, each)),
        ]
      : [],
  );
  const codes = Object.entries(CODE_LISTS).flatMap(([name, list]) => [
    '',
    `### \`${name}\``,
    '',
    Object.entries(list)
      .map(([code, english]) => `${code} (${english})`)
      .join('、'),
  ]);
  return [
    '# 事实目录 The catalogue of facts',
    '',
    '由 `npm run docs` 从 `src/facts` 生成，请勿手改。 Made from `src/facts` by `npm run docs`; do not edit.',
    '',
    '每项都可以不填：空白是“未知”，不是零，也不是“否”。金额以元为单位、最多两位小数；日期写作 `2024-11-01`，只知道月份时写作 `2024-11`。清单写作 `{"complete": true, "items": […]}`，说明是否完整。任何单项也可写作 `{"value": …, "source": "…", "observedOn": "2024-10-15"}`，或几个来源的数组；来源不一致时按未知处理。',
    '',
    '“问法”对部门、农户或检测鉴定的人都适用；是非题答“是、有、能”即为真。“怎样查清”：部门（部门数据里有）、入户（上门问得到）、检测鉴定（要有人去看、去量、去鉴定）。“可改变”：帮扶、务工、修缮等几个月内能改变的，只有这些会写进“怎样才会变”；年龄、身份、健康、财产和已经发生的事不写。清单本身不标，看它的各栏。“敏感级别”为 `identity` 或 `health` 的不进公示、日志和报错。',
    '',
    '## 农户 household',
    '',
    ...HEAD,
    ...facts.map(([name, fact]) => row(name, fact)),
    ...lists,
    '',
    '## 代码表 Code lists',
    ...codes,
    '',
  ].join('\n');
}

/** Everything under docs/ that is made from the source, by path. */
export const generatedDocs = (): ReadonlyMap<string, string> =>
  new Map([
    ['docs/facts.md', factsPage()],
    ['docs/schemas/household.schema.json', json(householdJsonSchema())],
    ['docs/schemas/mapping.schema.json', json(mappingJsonSchema())],
    ...FILE_KINDS.map((kind): [string, string] => [
      `docs/schemas/${kind}.schema.json`,
      json(packJsonSchema(kind)),
    ]),
    ...standardsPages(),
  ]);
