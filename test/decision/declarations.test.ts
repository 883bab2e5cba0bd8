import { describe, expect, test } from 'vitest';
import {
  compile,
  type Declaration,
  DixianError,
  describeIssue,
  explanationTexts,
  type Household,
  type Issue,
  maskExplanation,
} from '../../src/index.js';
import { agreeingHousehold, settingsOf } from './rule-book-households.js';
import { fullHousehold, type Given, gansu2024, ON } from './support.js';

const BY = { authority: 'county', document: '台账填写说明（示农办〔2024〕3号）' } as const;
const blank = (fact: string, value?: Declaration['value'], column?: string): Declaration => ({
  fact,
  kind: 'blank',
  ...(value === undefined ? {} : { value }),
  ...(column === undefined ? {} : { column }),
  ...BY,
});
const complete = (fact: string): Declaration => ({ fact, kind: 'complete', ...BY });
const none = { complete: true, items: [] };
const assess = (household: Given, declarations?: readonly Declaration[]) =>
  gansu2024.assess(household as Household, {
    on: ON,
    ...(declarations === undefined ? {} : { declarations }),
  });

function issuesOf(act: () => unknown): readonly Issue[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DixianError) return error.issues;
    throw error;
  }
  return [];
}

describe('what a mapping declares and the household holds', () => {
  test.each<[string, Declaration, Given]>([
    ['a flag', blank('ableToCope', false, '自主应对'), { ableToCope: false }],
    ['a flag with its source', blank('ableToCope', false), { ableToCope: { value: false, source: '台账' } }],
    ['a number', blank('reportedClaims', 0), { reportedClaims: 0 }],
    ['an amount with fen', blank('necessaryJobCost', 0.3), { necessaryJobCost: 0.3 }],
    ['a code', blank('monitoringStatus', '未纳入'), { monitoringStatus: '未纳入' }],
    ['a text', blank('villageGroup', '一组'), { villageGroup: '一组' }],
    ['a day', blank('visitedOn', '2024-10-08'), { visitedOn: '2024-10-08' }],
    ['a day by its month', blank('visitedOn', '2024-10'), { visitedOn: '2024-10' }],
    ['a month', blank('identifiedMonth', '2024-03'), { identifiedMonth: '2024-03' }],
    ['no code', blank('visitRisks'), { visitRisks: none }],
    ['one code', blank('visitRisks', '因学'), { visitRisks: { complete: true, items: ['因学'] } }],
    ['no entry', blank('claims'), { claims: none }],
    [
      'a field',
      blank('claims.amount', 0),
      { claims: { complete: false, items: [{ amount: 7 }, { amount: 0 }] } },
    ],
    ['a complete list', complete('claims'), { claims: { complete: true, items: [{ amount: 7 }] } }],
    ['a complete list of codes', complete('visitRisks'), { visitRisks: none }],
  ])('%s is recorded, and nothing is told against it', (_, declaration, household) => {
    const { declarations, declaredBlanks, issues } = assess(household, [declaration]);
    expect(declarations).toEqual([declaration]);
    expect([declaredBlanks, issues]).toEqual([[], []]);
  });

  test('without declarations there are none', () => {
    expect([assess({}).declarations, assess({}, []).declarations]).toEqual([[], []]);
  });

  test('stands in the order given, each once: every row of a member may bring the same one', () => {
    const [first, second] = [blank('claims.amount', 0, '金额'), complete('claims')];
    const household = { claims: { complete: true, items: [{ amount: 0 }, { amount: 0 }] } };
    expect(assess(household, [first, second, { ...first }]).declarations).toEqual([first, second]);
  });

  test('is a copy that nobody can change', () => {
    const declaration = { ...blank('ableToCope', false), note: '620102199001011234' };
    const { declarations } = assess({ ableToCope: false }, [declaration]);
    (declaration as { value: unknown }).value = true;
    expect(declarations).toEqual([blank('ableToCope', false)]);
    expect(Object.isFrozen(declarations) && Object.isFrozen(declarations[0])).toBe(true);
  });
});

describe('what the household does not hold was not decided by: not recorded, and told', () => {
  test.each<[string, Declaration, Given]>([
    ['the blank stayed blank', blank('ableToCope', false), {}],
    ['another value', blank('ableToCope', false), { ableToCope: true }],
    ['a fen more', blank('reportedClaims', 0), { reportedClaims: 0.01 }],
    [
      'a list that is not complete',
      complete('claims'),
      { claims: { complete: false, items: [{ amount: 7 }] } },
    ],
    ['a list that is not there', complete('claims'), {}],
    ['a list with entries', blank('claims'), { claims: { complete: true, items: [{ amount: 7 }] } }],
    ['another code', blank('visitRisks', '因学'), { visitRisks: { complete: true, items: ['因病'] } }],
    ['a code that there is not', blank('monitoringStatus', '未纳'), { monitoringStatus: '未纳' }],
    ['a field of nobody', blank('claims.amount', 0), { claims: none }],
    [
      'a value that sources contest',
      blank('ableToCope', false),
      {
        ableToCope: [
          { value: false, source: '甲' },
          { value: true, source: '乙' },
        ],
      },
    ],
  ])('%s', (_, declaration, household) => {
    const held = blank('dwellings', 1);
    const { declarations, issues } = assess({ ...household, dwellings: 1 }, [declaration, held]);
    expect(declarations).toEqual([held]);
    const told = issues.filter(({ code }) => code === 'declarationNotHeld');
    expect(told.map(({ path, severity }) => [path.join('.'), severity])).toEqual([
      [declaration.fact, 'warning'],
    ]);
  });

  test('the text tells the fact, and no value', () => {
    const { issues } = assess({ inpatientSelfPay: 5 }, [blank('inpatientSelfPay', 98_765, '住院自付')]);
    const texts = issues.map((found) => describeIssue(found, 'zh-CN') + describeIssue(found, 'en')).join();
    expect(texts).toContain('本年住院自付累计');
    expect(texts).not.toMatch(/98.?765/);
  });
});

describe('a declaration that is none', () => {
  const right = blank('ableToCope', false, '自主应对');
  test.each<[string, unknown, string, string]>([
    ['of no fact', { ...right, fact: 'ableToCop' }, 'declaredFactUnknown', 'fact'],
    ['of what every object has', { ...right, fact: 'constructor' }, 'declaredFactUnknown', 'fact'],
    ['of no field', { ...right, fact: 'members.age' }, 'declaredFactUnknown', 'fact'],
    ['of a field of what is no list', { ...right, fact: 'ableToCope.value' }, 'declaredFactUnknown', 'fact'],
    ['of a field of a field', { ...right, fact: 'members.name.x' }, 'declaredFactUnknown', 'fact'],
    ['without a fact', { ...right, fact: undefined }, 'declaredFactUnknown', 'fact'],
    ['that is null', null, 'declaredFactUnknown', 'fact'],
    ['of a complete flag', complete('ableToCope'), 'declaredCompleteNoList', 'fact'],
    ['of a complete field', complete('members.relation'), 'declaredCompleteNoList', 'fact'],
    ['of another kind', { ...right, kind: 'default' }, 'declarationOfWrongForm', 'kind'],
    [
      'of a complete list with a value',
      { ...complete('claims'), value: 0 },
      'declarationOfWrongForm',
      'value',
    ],
    ['of a blank without a value', blank('ableToCope'), 'declarationOfWrongForm', 'value'],
    ['of a flag by its word', blank('ableToCope', '否'), 'declarationOfWrongForm', 'value'],
    ['of a number by its text', blank('reportedClaims', '0'), 'declarationOfWrongForm', 'value'],
    ['of a number that is none', blank('reportedClaims', Number.NaN), 'declarationOfWrongForm', 'value'],
    ['of a day that is none', blank('visitedOn', '2024-02-30'), 'declarationOfWrongForm', 'value'],
    ['of a month by its day', blank('identifiedMonth', '2024-03-01'), 'declarationOfWrongForm', 'value'],
    ['of a list with a value', blank('claims', 0), 'declarationOfWrongForm', 'value'],
    ['of an empty header', { ...right, column: ' ' }, 'declarationOfWrongForm', 'column'],
    ['of half a character', { ...right, column: '列\ud800' }, 'declarationOfWrongForm', 'column'],
    ['on nobody’s word', { ...right, authority: 'village' }, 'declarationOfWrongForm', 'authority'],
    ['without a document', { ...right, document: undefined }, 'declarationOfWrongForm', 'document'],
    ['with an empty document', { ...right, document: '' }, 'declarationOfWrongForm', 'document'],
  ])('%s is refused, whatever the household holds', (_, declaration, code, key) => {
    const declarations = [right, declaration as Declaration];
    const found = issuesOf(() => assess({ ableToCope: false }, declarations));
    expect(found.map((each) => [each.code, each.path])).toEqual([[code, ['declarations', 1, key]]]);
    expect(issuesOf(() => gansu2024.factsFor({}, { on: ON, declarations }))).toEqual(found);
  });

  test('has all of its faults told at once', () => {
    const declaration = { fact: 'ableToCope', kind: 'blank' } as Declaration;
    const found = issuesOf(() => assess({}, [declaration, complete('ableToCope')]));
    expect(found.map(({ path }) => path.slice(1).join('.'))).toEqual([
      '0.value',
      '0.authority',
      '0.document',
      '1.fact',
    ]);
  });
});

test('declarations change no answer, and both generated code and the interpreter record them', async () => {
  const declared = [complete('members'), blank('monitoringStatus', '未纳入'), blank('ableToCope', false)];
  const kept = new Set<string>();
  for (const { assessor, ...setting } of await settingsOf())
    for (const generate of [true, false]) {
      const compiled = compile(assessor.policy, { generate });
      expect(compiled.isGenerated).toBe(generate);
      for (let seed = 1; seed <= 8; seed += 1) {
        const household = agreeingHousehold({ assessor, ...setting }, seed, seed % 2 === 0) as Household;
        const answersWith = (declarations: readonly Declaration[]): string => {
          const assessment = compiled.assess(household, { on: setting.on, declarations });
          for (const { fact } of assessment.declarations) kept.add(`${fact} ${generate}`);
          const { declarations: _, issues: __, ...answers } = assessment;
          return JSON.stringify([answers, answers.reasons()]);
        };
        expect(answersWith(declared)).toBe(answersWith([]));
      }
    }
  const facts = declared.map(({ fact }) => fact);
  expect(kept).toEqual(new Set(facts.flatMap((fact) => [`${fact} true`, `${fact} false`])));
});

describe('the case file', () => {
  const household = {
    newDisability: false,
    reportedClaims: 0,
    visitedOn: '2024-10-08',
    visitRisks: none,
    members: { complete: true, items: [{ relation: '户主', disabilityGrade: '一级' }] },
  };
  const declarations = [
    blank('newDisability', false, '新办\n残疾证\u202e'),
    blank('reportedClaims', 0, '理赔收入'),
    blank('visitedOn', '2024-10-08'),
    blank('visitRisks', undefined, '入户核实风险'),
    blank('members.disabilityGrade', '一级'),
    complete('members'),
  ];
  const assessment = assess(household, declarations);
  const linesIn = (texts: readonly string[]) =>
    texts.filter((text) => /^(空白按声明理解|清单按声明视为完整|Blanks taken|Lists taken)/.test(text));

  test('tells each, what it was taken to mean, and on whose word', () => {
    expect(linesIn(assessment.explain('zh-CN'))).toEqual([
      '空白按声明理解：新办残疾证：否（县级，台账填写说明（示农办〔2024〕3号），列“新办 残疾证”）',
      '空白按声明理解：理赔收入：0.00 元/年（县级，台账填写说明（示农办〔2024〕3号），列“理赔收入”）',
      '空白按声明理解：入户核实日期：2024年10月8日（县级，台账填写说明（示农办〔2024〕3号））',
      '空白按声明理解：入户核实的风险：无（县级，台账填写说明（示农办〔2024〕3号），列“入户核实风险”）',
      '空白按声明理解：家庭成员：残疾等级：一级（县级，台账填写说明（示农办〔2024〕3号））',
      '清单按声明视为完整：家庭成员（县级，台账填写说明（示农办〔2024〕3号））',
    ]);
  });

  test('tells the same in English', () => {
    expect(linesIn(assessment.explain('en'))).toHaveLength(declarations.length);
    expect(linesIn(assessment.explain('en'))[0]).toMatch(
      /^Blanks taken as declared: .+: no \(county, .+, column ".+" ?\)$/,
    );
  });

  test('without declarations has no such line', () => {
    expect(linesIn(assess(household).explain('zh-CN'))).toEqual([]);
  });

  test('masked, tells neither fact nor value nor header nor document of what is health', () => {
    const masked = linesIn(explanationTexts(maskExplanation(assessment.explanation(), ['health']), 'zh-CN'));
    expect(masked.join('\n')).not.toMatch(/残疾|风险|一级/);
    expect(masked).toContain('空白按声明理解：（略）（县级，（略））');
    expect(masked.filter((line) => line.includes('理赔收入') || line.includes('家庭成员（'))).toHaveLength(2);
  });

  test('alone tells them: no letter and no public notice does', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const given = { ...fullHousehold(seed, false), ...household };
      const { letter, notice } = assess(given, declarations);
      const told = [letter(), notice()].map((each) =>
        each === undefined ? '' : explanationTexts(each, 'zh-CN').join(),
      );
      expect(told.join()).not.toContain('填写说明');
    }
  });
});
