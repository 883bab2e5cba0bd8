import { asked, code, count, flag, text } from '../kinds.js';

/** Who and where the household is (POLICY.md §11.1). */
export const IDENTITY_FACTS = {
  householdId: text('户编号', 'household number', {
    question: asked('这户的户编号是多少？', 'What is the number of this household?'),
    department: '农业农村',
    sensitivity: 'personal',
    columns: ['户编号', '户编码', '家庭编号'],
  }),
  regionCode: text('行政区划代码', 'division code', {
    question: asked(
      '这户所在地的行政区划代码是多少？',
      'What is the division code of the place of this household?',
    ),
    pattern: '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$',
    columns: ['行政区划代码', '区划代码'],
  }),
  province: text('省', 'province', {
    question: asked('这户在哪个省（自治区、直辖市）？', 'In which province is this household?'),
    columns: ['省', '省份'],
  }),
  prefecture: text('市', 'prefecture', {
    question: asked('这户在哪个市（州、盟、地区）？', 'In which prefecture is this household?'),
    columns: ['市', '市州'],
  }),
  county: text('县', 'county', {
    question: asked('这户在哪个县（市、区、旗）？', 'In which county is this household?'),
    columns: ['县', '县区', '区县', '县(市、区)'],
  }),
  township: text('乡镇', 'township', {
    question: asked('这户在哪个乡镇？', 'In which township is this household?'),
    columns: ['乡', '乡镇', '镇', '乡(镇)'],
  }),
  village: text('村', 'village', {
    question: asked('这户在哪个村？', 'In which village is this household?'),
    columns: ['村', '行政村'],
  }),
  villageGroup: text('组', 'village group', {
    question: asked('这户在哪个村民小组？', 'In which village group is this household?'),
    columns: ['组', '村民小组', '自然村'],
  }),
  headName: text('户主姓名', 'name of the head', {
    question: asked('户主叫什么名字？', 'What is the name of the head of the household?'),
    sensitivity: 'personal',
    columns: ['户主姓名', '户主'],
  }),
  headIdNumber: text('户主证件号码', "head's identity number", {
    question: asked('户主的证件号码是多少？', 'What is the identity number of the head of the household?'),
    sensitivity: 'identity',
    department: '公安',
    columns: ['户主证件号码', '户主身份证号', '证件号码', '身份证号', '公民身份号码'],
  }),
  telephone: text('联系电话', 'telephone', {
    question: asked('家里的联系电话是多少？', 'At which telephone number can the household be reached?'),
    sensitivity: 'identity',
    columns: ['联系电话', '电话', '手机号码'],
  }),
  bankAccount: text('银行账号', 'bank account', {
    question: asked('这户登记的银行账号是多少？', 'What is the bank account of the household?'),
    sensitivity: 'identity',
    columns: ['银行账号', '开户账号', '银行卡号'],
  }),
  householdKind: code('householdKind', '户类型', 'kind of household', {
    question: asked(
      '这户是脱贫户还是一般农户？',
      'Was this household lifted out of poverty, or is it an ordinary rural household?',
    ),
    department: '农业农村',
    columns: ['户类型'],
  }),
  policyEnjoyment: code('policyEnjoyment', '是否享受政策', 'policy enjoyment', {
    question: asked(
      '这户现在是享受政策还是不享受政策？',
      'Does this household enjoy the policies at present, or no longer?',
    ),
    department: '农业农村',
    columns: ['享受政策情况'],
  }),
  relocated: flag('易地搬迁户', 'relocated household', {
    question: asked('这户是不是易地搬迁户？', 'Is this a relocated household?'),
    department: '发展改革',
    columns: ['是否易地搬迁户', '是否易地搬迁'],
  }),
  wholeHouseholdWithoutLabour: flag(
    '整户无劳动能力兜底保障户',
    'whole household without labour, on the safety net',
    {
      question: asked(
        '这户是不是整户无劳动能力兜底保障户？',
        'Is nobody of this household able to work, and is it on the safety net?',
      ),
      department: '民政',
      sensitivity: 'health',
      columns: ['是否整户无劳动能力兜底保障户', '整户无劳动能力兜底保障户'],
    },
  ),
  dibaoHousehold: flag('低保户', 'receives dibao, as recorded', {
    question: asked('这户是不是低保户？', 'Is this household recorded as receiving dibao?'),
    department: '民政',
    columns: ['是否低保户', '低保户'],
  }),
  destituteHousehold: flag('特困供养户', 'receives tekun support, as recorded', {
    question: asked('这户是不是特困供养户？', 'Is this household recorded as receiving tekun support?'),
    department: '民政',
    columns: ['是否特困供养户', '特困户'],
  }),
  reportedMemberCount: count('persons', 1, 50, '家庭人口数', 'members, as recorded', {
    question: asked('家里共同生活的有几口人？', 'How many persons live in this household?'),
    department: '公安',
    columns: ['家庭人口数', '家庭人口', '当前家庭人口数'],
  }),
  reportedLabourCount: count('persons', 0, 50, '劳动力人数', 'members able to work, as recorded', {
    question: asked('家里的劳动力有几人？', 'How many persons of this household are able to work?'),
    department: '人力资源社会保障',
    columns: ['劳动力人数', '家庭劳动力人数', '劳动力人口数'],
  }),
  reportedMemberLostLabour: flag('有成员丧失劳动力', 'a member has lost the ability to work, as recorded', {
    question: asked('家里有没有人丧失劳动力？', 'Has a member of this household lost the ability to work?'),
    department: '残联',
    sensitivity: 'health',
    columns: ['是否有成员丧失劳动力'],
  }),
};
