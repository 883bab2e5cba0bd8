import { asked, count, day, flag, money } from '../kinds.js';

/**
 * Property and the red flags of POLICY.md §5: they call for a second look, they do not refuse. None is changeable:
 * nobody is to be advised to sell or to hide what the household has.
 */
export const PROPERTY_FACTS = {
  ownsVehicle: flag('有机动车', 'owns a motor vehicle', {
    question: asked('家里有没有机动车？', 'Does the household own a motor vehicle?'),
    department: '公安',
    columns: ['是否有车辆', '是否有机动车', '有无车辆'],
  }),
  vehicleIsDisabilityScooter: flag('车辆仅为残疾人代步车', 'the only vehicle is a disability scooter', {
    question: asked(
      '家里的车是不是只有残疾人代步车？',
      'Is a disability scooter the only vehicle of the household?',
    ),
    department: '公安',
    sensitivity: 'health',
  }),
  vehiclePurchasePrice: money('yuan', '车辆购置价格', 'purchase price of the vehicle', {
    question: asked(
      '家里的机动车买来时花了多少元？',
      'For how many yuan was the vehicle of the household bought?',
    ),
    department: '公安',
  }),
  ownsTownProperty: flag('城镇购建商品房或商铺', 'owns a flat or shop in town', {
    question: asked(
      '家里有没有在城镇购建商品房或商铺？',
      'Does the household own a flat or shop, bought or built, in town?',
    ),
    department: '自然资源',
    columns: ['是否有商品房', '是否城镇购房', '有无商品房'],
  }),
  townPropertyFromResettlement: flag(
    '房产系易地搬迁、灾后重建或拆迁安置',
    'the property comes from relocation, rebuilding or resettlement',
    {
      question: asked(
        '家里的房产是不是易地搬迁、灾后重建或拆迁安置来的？',
        'Does the property of the household come from relocation, rebuilding after a disaster or resettlement?',
      ),
      department: '自然资源',
    },
  ),
  operatesCompany: flag('注册并实际经营企业', 'runs a registered company', {
    question: asked(
      '家里有没有人注册并实际经营企业？',
      'Does a member of the household run a registered company?',
    ),
    department: '市场监管',
    columns: ['是否经营企业', '是否办有企业', '是否有工商登记'],
  }),
  relativeInPublicPay: flag('家庭成员有财政供养人员', 'a member is a public employee', {
    question: asked('家庭成员里有没有财政供养人员？', 'Is a member of the household a public employee?'),
    department: '财政',
    columns: ['是否有财政供养人员'],
  }),
  villageCadre: flag('家庭成员有村干部', 'a member is a village cadre', {
    question: asked('家庭成员里有没有村干部？', 'Is a member of the household a village cadre?'),
    department: '组织',
    columns: ['是否有村干部'],
  }),
  selfPaidStudyAbroad: flag('自费出国留学', 'self-paid study abroad', {
    question: asked(
      '家里有没有人自费出国留学？',
      'Does a member of the household study abroad at its own expense?',
    ),
    department: '教育',
  }),
  commercialPensionInsurance: flag('购买商业养老保险', 'commercial pension insurance', {
    question: asked(
      '家里有没有人购买商业养老保险？',
      'Has a member of the household bought commercial pension insurance?',
    ),
    department: '金融',
  }),
  unexplainedDoubt: flag(
    '比对或举报疑点未能说明',
    'a doubt from data comparison or a report is not explained',
    {
      question: asked(
        '数据比对或举报反映的情况，有没有还没说明清楚的？',
        'Is there anything from data comparison or a report that has not been explained yet?',
      ),
      // Whom a report is about is not asked about it: whoever compared the data or took the report knows.
      department: '农业农村',
      columns: ['是否存在未说明疑点', '数据比对是否存在疑点'],
    },
  ),
  familyWorkshop: flag(
    '仅为无雇工的夫妻店或小作坊',
    'only a shop or workshop of the couple, without employees',
    {
      question: asked(
        '家里经营的是不是只有不雇人的夫妻店或小作坊？',
        'Is the business only a shop or workshop of the couple, without employees?',
      ),
      department: '市场监管',
    },
  ),
  applianceValue: money('yuan', '家用电器价值', 'value of household appliances', {
    question: asked(
      '家里的家用电器一共估值多少元？',
      'How many yuan are the appliances of the household worth altogether?',
    ),
    foundBy: 'inspection',
  }),
  houseBuiltOn: day('新建或购买住房日期', 'day on which a house was newly built or bought', {
    question: asked(
      '家里新建或购买住房是在哪天？',
      'On which day did the household newly build or buy a house?',
    ),
    department: '自然资源',
  }),
  emptyOrSplitRegistration: flag(
    '空挂户或为享受政策分户',
    'registered without living there, or split to gain benefits',
    {
      question: asked(
        '经户籍核对，这户是不是空挂户，或者为享受政策分户？',
        'Is this household, by the household register, registered without living there, or split to gain benefits?',
      ),
      department: '公安',
      columns: ['是否空挂户', '是否分户'],
    },
  ),
  harmfulHabits: flag('有赌博、吸毒等行为拒不改正', 'gambling, drugs or the like, and refuses to change', {
    question: asked(
      '经公安部门核实，家庭成员有没有赌博、吸毒等行为并且拒不改正？',
      'Has the police confirmed gambling, drugs or the like in this household, with a refusal to change?',
    ),
    department: '公安',
    sensitivity: 'personal',
  }),
  childrenWithStableIncome: flag('子女有稳定收入', 'children have a stable income', {
    question: asked('家里的子女有没有稳定收入？', 'Do the children have a stable income?'),
  }),
  assistancePropertyWithinLimit: flag(
    '财产状况符合当地社会救助规定',
    'property is within the limits of local social assistance',
    {
      question: asked(
        '这户的财产状况是否符合当地社会救助规定？',
        'Is the property of this household within the limits of local social assistance?',
      ),
      department: '民政',
    },
  ),
  financialAssets: money('yuan', '家庭金融资产', 'financial assets', {
    question: asked(
      '全家的金融资产（存款、证券、基金等）一共是多少元？',
      'How many yuan are the financial assets (deposits, securities, funds and the like) of the household?',
    ),
    department: '金融',
  }),
  dwellings: count('items', 0, 20, '住房套数', 'dwellings', {
    question: asked('家里一共有几套住房？', 'How many dwellings does the household have?'),
    department: '自然资源',
  }),
};
