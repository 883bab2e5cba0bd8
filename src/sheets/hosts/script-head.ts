import { showDay } from '../../backends/words/show.js';
import { adviceSentence } from '../../decision/outcome-words.js';
import type { Policy } from '../../policy/policy.js';
import { VERSION } from '../../version.js';

/** Where a script is pasted, and how its self-test is run there. */
const PLACES = {
  wps: ['WPS 表格的 JS 宏', '运行宏“检查规则”'],
  airScript: ['金山文档的 AirScript', '把最后一行改成 规则自检(); 再运行'],
  appsScript: ['Google 表格的 Apps 脚本', '点菜单“底线”“规则自检”'],
  officeScript: ['Excel 的 Office 脚本', '运行脚本，没有通过就不判定'],
} as const;

/** Nothing in a text ends the comment that it stands in. */
const inComment = (text: string): string => text.replaceAll('*/', '* /').replace(/[\r\n]+/g, ' ');

/** What stands above a script that somebody pastes: what it is, by which policy it decides, how to check it. In Chinese. */
export function scriptHead(policy: Policy, host: keyof typeof PLACES): string {
  const { region, validFrom, validTo, hash } = policy;
  const [place, check] = PLACES[host];
  const from = showDay(validFrom, 'zh-CN');
  const lines = [
    `底线 ${VERSION}：防止返贫致贫研判，用在${place}里。由程序生成，请不要改。`,
    `地区：${region.name.zh}（${region.code}）；政策有效期：${validTo === undefined ? `${from}起` : `${from}至${showDay(validTo, 'zh-CN')}`}。`,
    `政策编号：${hash}`,
    `自检：${check}，应显示“规则自检通过。”。怎么装、怎么用，见 docs/inside-spreadsheets.md。`,
    adviceSentence('zh-CN').replace(/^以上/, '结果'),
  ];
  return `/*\n${lines.map((line) => ` * ${inComment(line)}\n`).join('')} */\n`;
}
