import { asked, code, codes, count, day, flag, list, text } from '../kinds.js';

/** People who live and spend with the household (POLICY.md §4, §11.1). */
export const MEMBER_FACTS = {
  members: list(
    'persons',
    '家庭成员',
    'members',
    {
      memberId: text('人口编号', 'member number', {
        question: asked('这位家庭成员的人口编号是多少？', 'What is the number of this member?'),
        department: '农业农村',
        sensitivity: 'personal',
        columns: ['人口编号', '人口编码', '人编号'],
      }),
      name: text('姓名', 'name', {
        question: asked('这位家庭成员叫什么名字？', 'What is the name of this member?'),
        sensitivity: 'personal',
      }),
      idNumber: text('证件号码', 'identity number', {
        question: asked('这位家庭成员的证件号码是多少？', 'What is the identity number of this member?'),
        sensitivity: 'identity',
        department: '公安',
        columns: ['证件号码', '身份证号', '身份证号码', '公民身份号码'],
      }),
      relation: code('relation', '与户主关系', 'relation to the head', {
        question: asked(
          '这位家庭成员与户主是什么关系？',
          'How is this member related to the head of the household?',
        ),
        columns: ['与户主关系', '与户主的关系', '关系'],
      }),
      birthDate: day('出生日期', 'date of birth', {
        question: asked('这位家庭成员的出生日期是哪天？', 'On which day was this member born?'),
        sensitivity: 'personal',
        department: '公安',
        columns: ['出生日期', '出生年月'],
      }),
      sex: code('sex', '性别', 'sex', {
        question: asked('这位家庭成员的性别是男还是女？', 'Is this member male or female?'),
      }),
      politicalStatus: code('politicalStatus', '政治面貌', 'political status', {
        question: asked('这位家庭成员的政治面貌是什么？', 'What is the political status of this member?'),
      }),
      labourAbility: code('labourAbility', '劳动技能', 'ability to work', {
        question: asked(
          '这位家庭成员的劳动技能属于哪一类（技能劳动力、普通劳动力、弱劳动力或半劳动力、丧失劳动力、无劳动力）？',
          'Which is the ability of this member to work: skilled, ordinary, weak or half, lost, or none?',
        ),
        sensitivity: 'health',
        columns: ['劳动技能', '劳动能力'],
      }),
      healthStates: codes('healthState', '健康状况', 'health', {
        question: asked(
          '这位家庭成员的健康状况怎么样（健康、长期慢性病、患有大病、残疾，可以多选）？',
          'How is the health of this member: healthy, a long chronic disease, a major disease, a disability (more than one may hold)?',
        ),
        sensitivity: 'health',
        department: '卫生健康',
        columns: ['健康状况', '健康情况'],
      }),
      disabilityType: code('disabilityType', '残疾类别', 'kind of disability', {
        question: asked(
          '这位家庭成员如有残疾证，证上的残疾类别是哪一类？',
          'If this member has a disability certificate, which kind of disability does it state?',
        ),
        sensitivity: 'health',
        department: '残联',
      }),
      disabilityGrade: code('disabilityGrade', '残疾等级', 'grade of disability', {
        question: asked(
          '这位家庭成员如有残疾证，证上的残疾等级是几级？',
          'If this member has a disability certificate, which grade does it state?',
        ),
        sensitivity: 'health',
        department: '残联',
        columns: ['残疾等级'],
      }),
      schooling: code('schooling', '在校生状况', 'schooling', {
        question: asked(
          '这位家庭成员如是学龄前儿童或在校生，现在读哪个年级？',
          'If this member is below school age or at school, which grade is it?',
        ),
        department: '教育',
        columns: ['在校生状况', '在校生情况'],
      }),
      education: code('education', '文化程度', 'education', {
        question: asked('这位家庭成员的文化程度是什么？', 'What education has this member completed?'),
        columns: ['文化程度'],
      }),
      fullTimeStudent: flag('全日制在校', 'studies full time', {
        question: asked('这位家庭成员是不是全日制在校生？', 'Does this member study full time?'),
        department: '教育',
      }),
      droppedOut: flag('失学辍学', 'dropped out of school', {
        question: asked('这位家庭成员是否失学辍学？', 'Has this member dropped out of school?'),
        changeable: true,
        department: '教育',
        columns: ['是否失学辍学', '是否失学缀学'],
      }),
      dropoutReason: text('失学辍学原因', 'reason for dropping out', {
        question: asked('这位家庭成员失学辍学的原因是什么？', 'Why did this member drop out of school?'),
        sensitivity: 'health',
        department: '教育',
      }),
      studyImpossible: flag(
        '经县级残疾人教育专家委员会评估不具备学习条件',
        'assessed by the county expert committee as unable to study',
        {
          question: asked(
            '经县级残疾人教育专家委员会评估，这位家庭成员是否不具备学习条件？',
            'Has the county expert committee for disabled education assessed this member as unable to study?',
          ),
          sensitivity: 'health',
          department: '教育',
        },
      ),
      workPlace: text('务工所在地', 'place of work', {
        question: asked('这位家庭成员在哪里务工？', 'Where does this member work?'),
        sensitivity: 'personal',
        columns: ['务工所在地'],
      }),
      workMonths: count('months', 0, 12, '务工时间', 'months of work in the year', {
        question: asked('这位家庭成员一年务工几个月？', 'How many months of the year does this member work?'),
        changeable: true,
        department: '人力资源社会保障',
        columns: ['务工时间', '务工月数'],
      }),
      workChannel: text('就业渠道', 'how the work was found', {
        question: asked('这位家庭成员是通过什么渠道就业的？', 'How did this member find the work?'),
      }),
      holdsPublicPost: flag('从事公益性岗位', 'holds a public-welfare post', {
        question: asked('这位家庭成员是不是从事公益性岗位？', 'Does this member hold a public-welfare post?'),
        changeable: true,
        department: '人力资源社会保障',
        columns: ['是否从事公益性岗位'],
      }),
      publicPostMonths: count('months', 0, 12, '公益性岗位月数', 'months in a public-welfare post', {
        question: asked(
          '这位家庭成员一年从事公益性岗位几个月？',
          'How many months of the year does this member work in a public-welfare post?',
        ),
        changeable: true,
        department: '人力资源社会保障',
      }),
      medicalInsurance: code('medicalInsurance', '参加基本医疗保险', 'basic medical insurance', {
        question: asked(
          '这位家庭成员参加了哪种基本医疗保险（城乡居民、城镇职工、未参加、重复参保）？',
          'Which basic medical insurance does this member have: for residents, for employees, none, or two at once?',
        ),
        changeable: true,
        department: '医保',
      }),
      criticalIllnessInsurance: flag('参加大病保险', 'critical-illness insurance', {
        question: asked(
          '这位家庭成员有没有参加大病保险？',
          'Does this member have critical-illness insurance?',
        ),
        changeable: true,
        department: '医保',
        columns: ['是否参加大病保险'],
      }),
      pensionInsurance: flag('参加养老保险', 'pension insurance', {
        question: asked('这位家庭成员有没有参加养老保险？', 'Does this member have pension insurance?'),
        changeable: true,
        department: '人力资源社会保障',
        columns: ['是否参加养老保险', '是否参加城乡居民基本养老保险'],
      }),
      notCoLiving: flag(
        '不计入共同生活的家庭成员',
        'does not count as living with the household (prison, compulsory drug isolation, declared missing, clergy away)',
        {
          question: asked(
            '按低保规定，这位成员是不是不计入共同生活的家庭成员？',
            'Does this person, by the rules of dibao, not count as living with the household?',
          ),
          sensitivity: 'personal',
          department: '民政',
        },
      ),
      ableSupporter: flag('有有履行能力的法定义务人', 'has a supporter who is bound and able to support', {
        question: asked(
          '这位家庭成员有没有具备履行能力的法定赡养、抚养、扶养义务人？',
          'Does this member have somebody who is bound by law and able to support him or her?',
        ),
        department: '民政',
      }),
      subsistenceAllowance: flag('享受低保', 'receives dibao', {
        question: asked('这位家庭成员是不是享受低保？', 'Does this member receive dibao?'),
        department: '民政',
      }),
      destituteSupport: flag('特困供养', 'receives tekun support', {
        question: asked('这位家庭成员是不是享受特困供养？', 'Does this member receive tekun support?'),
        department: '民政',
      }),
    },
    {
      question: asked(
        '家里共同生活的有哪些人（请逐人登记）？',
        'Who lives in this household (please list each person)?',
      ),
      minimumItems: 1,
    },
  ),
};
