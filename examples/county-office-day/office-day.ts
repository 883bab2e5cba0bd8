import { fileURLToPath } from 'node:url';
import {
  type Assessment,
  assessHistory,
  type Clue,
  cluesOfAlerts,
  compile,
  explainHistory,
  explanationTexts,
  type HistoryRecord,
  mergeClues,
  planProcedure,
  procedureStatus,
  procedureTexts,
  replayReceipt,
  replayTexts,
} from '../../src/index.js';
import { newSalt, openPackFolders } from '../../src/node.js';
import { AT_REGISTRATION, RECORDS } from './household.js';
import { gapLine, linesOf, sectionOf, titlesOf } from './lines.js';
import { townshipLines } from './township.js';

const REGION = '520000-example-office';
const OFFICE = { name: '河湾镇人民政府（虚构）' };
const PACK = fileURLToPath(new URL('pack', import.meta.url));

/** A county office's day, from the first clue to a new identification two years later, as lines of text. */
export async function officeDay(): Promise<readonly string[]> {
  // Read once; every day below is decided by the rules in force on it.
  const library = await openPackFolders({ packs: [PACK] });
  const policyOn = (on: string) => library.resolve({ region: REGION, on });
  const assess = ({ on, household }: HistoryRecord): Assessment =>
    compile(policyOn(on)).assess(household, { on });

  const lines: string[] = [];
  const chapter = (title: string, ...texts: readonly (readonly string[])[]): void => {
    lines.push(...(lines.length === 0 ? [] : ['']), `【${title}】`, ...texts.flat());
  };

  // 1. Clues of three channels become one case. A clue opens a check; it never identifies.
  const fromHealthInsurance = assess({
    on: '2024-03-05',
    household: { householdId: 'H-0107', householdKind: '一般农户', inpatientSelfPay: 26_500 },
  });
  const clues: readonly Clue[] = [
    { householdId: 'H-0107', channel: '本人申请', receivedOn: '2024-03-04', about: '因病' },
    { householdId: 'H-0107', channel: '基层排查', receivedOn: '2024-03-05', note: '网格员上门时得知' },
    { householdId: 'H-0107', channel: '基层排查', receivedOn: '2024-03-05', note: '同一件事又报了一次' },
    ...cluesOfAlerts(fromHealthInsurance, 'H-0107'),
    { channel: '部门预警', receivedOn: '2024-03-05', department: '信访', note: '来信没有写户编号' },
  ];
  const { cases, unassigned } = mergeClues(clues);
  chapter(
    '线索：三个渠道，并成一件',
    cases.flatMap(({ householdId, openedOn, clues: kept }) => [
      `${householdId}：${openedOn} 立案，线索 ${kept.length} 条`,
      ...kept.map(
        ({ receivedOn, channel, department, times }) =>
          `  ${receivedOn} ${channel}${department === undefined ? '' : `（${department}）`}${times > 1 ? `，报了 ${times} 次` : ''}`,
      ),
    ]),
    linesOf(fromHealthInsurance, ['预警线索', '识别']).map((line) => `只凭部门的数：${line}`),
    unassigned.map(({ clue }) => `没有户编号，先放一边待查：${clue.department}，${clue.note}`),
  );

  // 2. The first clue starts the procedure. Days and deadlines come from the rules of that day.
  const startedOn = cases[0]?.openedOn ?? '2024-03-04';
  const plan = planProcedure(policyOn(startedOn), { procedure: 'identification', startedOn });
  chapter('识别程序：什么时候做到哪一步', procedureTexts(plan, 'zh-CN'));

  // 3. Before anything is decided, what contradicts itself is put right.
  const { registered } = RECORDS;
  const [head, spouse, child] = AT_REGISTRATION.members?.items ?? [];
  const asTyped = assess({
    on: registered.on,
    household: {
      ...AT_REGISTRATION,
      reportedNetIncome: 27_100,
      members: { complete: true, items: [{ ...head }, { ...spouse, relation: '户主' }, { ...child }] },
    },
  });
  const corrected = assess(registered);
  chapter(
    '数据核对：先改错，再研判',
    titlesOf(asTyped.checks.certain).map((title) => `录入有疑：${title}`),
    [`改正以后：还有 ${corrected.checks.certain.length} 条`],
  );

  // 4. Identification: the answer, why, and what help.
  chapter(
    '识别：结论和理由',
    linesOf(corrected, ['所用规则', '所用标准', '识别', '类别', '风险']),
    sectionOf(corrected, '理由：收入低于标准且有自身无法应对的风险'),
    linesOf(corrected, ['依据1', '依据2']),
    sectionOf(corrected, '怎样会改变识别结论'),
  );
  chapter(
    '帮扶：缺什么补什么',
    linesOf(corrected, ['困难程度', '帮扶类型', '建议措施', '另有可能的措施', '措施期限', '似可申请']),
  );
  // What is put up in the village, and what the household gets: the notice holds no income, illness or number.
  const period = { from: '2024-03-10', to: '2024-03-15' };
  const notice = corrected.notice({ office: OFFICE, period });
  chapter('公示', notice === undefined ? [] : explanationTexts(notice, 'zh-CN'));
  const letter = corrected.letter({ office: OFFICE, nextStep: 'publicity' });
  chapter('告知书', explanationTexts(letter, 'zh-CN'));
  const done = {
    clue: { endedOn: '2024-03-04' },
    homeVisit: { endedOn: '2024-03-06' },
    dataComparison: { endedOn: '2024-03-08' },
    appraisal: { endedOn: '2024-03-10' },
    publicity: { startedOn: '2024-03-10', endedOn: '2024-03-15' },
    townshipReview: { endedOn: '2024-03-16' },
  };
  chapter('识别程序：3月17日还差哪几步', procedureTexts(procedureStatus(plan, done, '2024-03-17'), 'zh-CN'));

  // 5. Two months later nothing has been arranged.
  chapter('提醒：到期没有措施', linesOf(assess(RECORDS.overdue), ['退出', '提醒']));

  // 6. The village proposes to release the household; the criteria that fail are the reasons why not.
  const refused = assess(RECORDS.helped);
  chapter(
    '退出：第一次提出，不同意',
    linesOf(refused, ['退出', '尚不能判断的退出条件']),
    refused.exitGaps().map(gapLine),
    titlesOf(refused.exit.undecided).map((title) => `还不能判断：${title}`),
  );

  // 7. Four months later all criteria hold.
  const released = assess(RECORDS.ready);
  chapter('退出：第二次提出，可以退出', linesOf(released, ['所用标准', '退出', '消除方式']));
  const exitPlan = planProcedure(policyOn(RECORDS.ready.on), {
    procedure: 'exit',
    startedOn: RECORDS.ready.on,
  });
  chapter('退出程序', procedureTexts(exitPlan, 'zh-CN'));

  // 8. After exit: look back, and measures that go on.
  chapter('退出以后：回头看', linesOf(assess(RECORDS.removed), ['识别', '退出', '提醒']));

  // 9. A flood. By now the regime of 2026 is in force: a new identification, not the old mark again.
  const again = assess(RECORDS.flooded);
  chapter(
    '再次纳入：按新的识别办理',
    linesOf(again, [
      '所用规则',
      '所用标准',
      '识别',
      '类别',
      '风险',
      '灾害类型',
      '建议措施',
      '似可申请',
      '提醒',
    ]),
  );
  const green = planProcedure(policyOn(RECORDS.flooded.on), {
    procedure: 'identification',
    startedOn: RECORDS.flooded.on,
    greenChannel: true,
  });
  chapter('灾害绿色通道：先帮扶，后补程序', procedureTexts(green, 'zh-CN').slice(0, 2));

  // 10. The whole path of the household, with the reason of each step.
  const history = assessHistory(library, { region: REGION, records: Object.values(RECORDS) });
  chapter('这一户的经过', explainHistory(history, 'zh-CN'));

  // 11. A year later somebody asks why. The receipt was kept with the decision, the facts with the case file.
  const { receipt, facts } = corrected.receipt({ salt: newSalt() });
  const replay = replayReceipt(receipt, facts, policyOn(receipt.on));
  chapter('凭据：一年以后重放', replayTexts(replay, policyOn(receipt.on), 'zh-CN'));

  // 12. The township as a whole.
  chapter('全镇汇总和区域预警', await townshipLines(library, REGION));
  return lines;
}
