import { code, count, flag, text } from '../kinds.js';

/** Who and where the household is (POLICY.md §11.1). */
export const IDENTITY_FACTS = {
  householdId: text('户编号', 'household number', {
    sensitivity: 'personal',
    columns: ['户编号', '户编码', '家庭编号'],
  }),
  regionCode: text('行政区划代码', 'division code', {
    pattern: '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$',
    columns: ['行政区划代码', '区划代码'],
  }),
  province: text('省', 'province', { columns: ['省', '省份'] }),
  prefecture: text('市', 'prefecture', { columns: ['市', '市州'] }),
  county: text('县', 'county', { columns: ['县', '县区', '区县', '县(市、区)'] }),
  township: text('乡镇', 'township', { columns: ['乡', '乡镇', '镇', '乡(镇)'] }),
  village: text('村', 'village', { columns: ['村', '行政村'] }),
  villageGroup: text('组', 'village group', { columns: ['组', '村民小组', '自然村'] }),
  headName: text('户主姓名', 'name of the head', { sensitivity: 'personal', columns: ['户主姓名', '户主'] }),
  headIdNumber: text('户主证件号码', "head's identity number", {
    sensitivity: 'identity',
    department: '公安',
    columns: ['户主证件号码', '户主身份证号', '证件号码', '身份证号', '公民身份号码'],
  }),
  telephone: text('联系电话', 'telephone', {
    sensitivity: 'identity',
    columns: ['联系电话', '电话', '手机号码'],
  }),
  bankAccount: text('银行账号', 'bank account', {
    sensitivity: 'identity',
    columns: ['银行账号', '开户账号', '银行卡号'],
  }),
  householdKind: code('householdKind', '户类型', 'kind of household', {
    department: '农业农村',
    columns: ['户类型'],
  }),
  policyEnjoyment: code('policyEnjoyment', '是否享受政策', 'policy enjoyment', {
    department: '农业农村',
    columns: ['享受政策情况'],
  }),
  relocated: flag('易地搬迁户', 'relocated household', {
    department: '发展改革',
    columns: ['是否易地搬迁户', '是否易地搬迁'],
  }),
  wholeHouseholdWithoutLabour: flag(
    '整户无劳动能力兜底保障户',
    'whole household without labour, on the safety net',
    {
      department: '民政',
      columns: ['是否整户无劳动能力兜底保障户', '整户无劳动能力兜底保障户'],
    },
  ),
  dibaoHousehold: flag('低保户', 'receives dibao, as recorded', {
    department: '民政',
    columns: ['是否低保户', '低保户'],
  }),
  destituteHousehold: flag('特困供养户', 'receives tekun support, as recorded', {
    department: '民政',
    columns: ['是否特困供养户', '特困户'],
  }),
  reportedMemberCount: count('persons', 1, 50, '家庭人口数', 'members, as recorded', {
    department: '公安',
    columns: ['家庭人口数', '家庭人口', '当前家庭人口数'],
  }),
  reportedLabourCount: count('persons', 0, 50, '劳动力人数', 'members able to work, as recorded', {
    department: '人力资源社会保障',
    columns: ['劳动力人数', '家庭劳动力人数', '劳动力人口数'],
  }),
  reportedMemberLostLabour: flag('有成员丧失劳动力', 'a member has lost the ability to work, as recorded', {
    department: '残联',
    columns: ['是否有成员丧失劳动力'],
  }),
};
