import { code, codes, count, day, flag, list, text } from '../kinds.js';

/** People who live and spend with the household (POLICY.md §4, §11.1). */
export const MEMBER_FACTS = {
  members: list(
    'persons',
    '家庭成员',
    'members',
    {
      memberId: text('人口编号', 'member number', { sensitivity: 'personal' }),
      name: text('姓名', 'name', { sensitivity: 'personal' }),
      idNumber: text('证件号码', 'identity number', { sensitivity: 'identity' }),
      relation: code('relation', '与户主关系', 'relation to the head'),
      birthDate: day('出生日期', 'date of birth', { sensitivity: 'personal', department: '公安' }),
      sex: code('sex', '性别', 'sex'),
      politicalStatus: code('politicalStatus', '政治面貌', 'political status'),
      labourAbility: code('labourAbility', '劳动技能', 'ability to work'),
      healthStates: codes('healthState', '健康状况', 'health', {
        sensitivity: 'health',
        department: '卫生健康',
      }),
      disabilityType: code('disabilityType', '残疾类别', 'kind of disability', {
        sensitivity: 'health',
        department: '残联',
      }),
      disabilityGrade: code('disabilityGrade', '残疾等级', 'grade of disability', {
        sensitivity: 'health',
        department: '残联',
      }),
      schooling: code('schooling', '在校生状况', 'schooling', { department: '教育' }),
      education: code('education', '文化程度', 'education'),
      fullTimeStudent: flag('全日制在校', 'studies full time', { department: '教育' }),
      droppedOut: flag('失学辍学', 'dropped out of school', { department: '教育' }),
      dropoutReason: text('失学辍学原因', 'reason for dropping out', {
        sensitivity: 'personal',
        department: '教育',
      }),
      studyImpossible: flag(
        '经县级残疾人教育专家委员会评估不具备学习条件',
        'assessed by the county expert committee as unable to study',
        {
          sensitivity: 'health',
          department: '教育',
        },
      ),
      workPlace: text('务工所在地', 'place of work', { sensitivity: 'personal' }),
      workMonths: count('months', 0, 12, '务工时间', 'months of work in the year', {
        department: '人力资源社会保障',
      }),
      workChannel: text('就业渠道', 'how the work was found'),
      holdsPublicPost: flag('从事公益性岗位', 'holds a public-welfare post', {
        department: '人力资源社会保障',
      }),
      publicPostMonths: count('months', 0, 12, '公益性岗位月数', 'months in a public-welfare post'),
      medicalInsurance: code('medicalInsurance', '参加基本医疗保险', 'basic medical insurance', {
        department: '医保',
      }),
      criticalIllnessInsurance: flag('参加大病保险', 'critical-illness insurance', { department: '医保' }),
      pensionInsurance: flag('参加养老保险', 'pension insurance', { department: '人力资源社会保障' }),
      notCoLiving: flag(
        '不计入共同生活的家庭成员',
        'does not count as living with the household (prison, compulsory drug isolation, declared missing, clergy away)',
        { sensitivity: 'personal', department: '民政' },
      ),
      ableSupporter: flag('有有履行能力的法定义务人', 'has a supporter who is bound and able to support', {
        department: '民政',
      }),
      subsistenceAllowance: flag('享受低保', 'receives dibao', { department: '民政' }),
      destituteSupport: flag('特困供养', 'receives tekun support', { department: '民政' }),
    },
    { minimumItems: 1 },
  ),
};
