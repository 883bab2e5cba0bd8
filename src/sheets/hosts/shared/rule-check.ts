import { dayInWords } from './assessment-day.js';
import type { BundleVersions, DixianBundle } from './bundle-api.js';

/** The day that stands for no end. */
const NO_END = 99991231;
const PASSED: string[] = [];
/** More failures do not help anybody. */
const MOST_DETAILS = 3;
const ANOTHER_PROGRAM = '不能用这个程序判定。请换一个软件或版本，或用命令行 dixian assess。';
/** What the self-test of this engine said; it runs once. */
let checked: string[] | null = null;

/** Why the rules must not be used in this program, one a line; empty where they passed. Never throws. */
export function ruleFailures(bundle: DixianBundle): string[] {
  if (checked !== null) return checked;
  try {
    const failures = bundle.selfTest();
    const found = `规则自检没有通过，有 ${failures.length} 处不对，${ANOTHER_PROGRAM}`;
    checked = failures.length === 0 ? PASSED : [found].concat(failures.slice(0, MOST_DETAILS));
  } catch {
    checked = [`规则自检没有做完，${ANOTHER_PROGRAM}`];
  }
  return checked;
}

/** The result of the self-test as one text. */
export function ruleCheckText(bundle: DixianBundle): string {
  const failures = ruleFailures(bundle);
  return failures.length === 0 ? '规则自检通过。' : failures.join('\n');
}

/** Which rules decide, for whom and until when, as one text. */
export function versionText(bundle: DixianBundle): string {
  const versions: BundleVersions = bundle.versions();
  const from = dayInWords(versions.validFrom);
  const validity = versions.validTo === NO_END ? `${from}起` : `${from}至${dayInWords(versions.validTo)}`;
  const place = `地区：${versions.regionName}（${versions.region}）`;
  return `${place}；政策有效期：${validity}；政策编号：${versions.policy}；引擎版本：${versions.engine}。`;
}
