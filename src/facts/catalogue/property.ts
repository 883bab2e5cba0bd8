import { count, day, flag, money } from '../kinds.js';

/** Property and the red flags of POLICY.md §5: they call for a second look, they do not refuse. */
export const PROPERTY_FACTS = {
  ownsVehicle: flag('有机动车', 'owns a motor vehicle', {
    department: '公安',
    columns: ['是否有车辆', '是否有机动车', '有无车辆'],
  }),
  vehicleIsDisabilityScooter: flag('车辆仅为残疾人代步车', 'the only vehicle is a disability scooter', {
    department: '公安',
  }),
  vehiclePurchasePrice: money('yuan', '车辆购置价格', 'purchase price of the vehicle', {
    department: '公安',
  }),
  ownsTownProperty: flag('城镇购建商品房或商铺', 'owns a flat or shop in town', {
    department: '自然资源',
    columns: ['是否有商品房', '是否城镇购房', '有无商品房'],
  }),
  townPropertyFromResettlement: flag(
    '房产系易地搬迁、灾后重建或拆迁安置',
    'the property comes from relocation, rebuilding or resettlement',
    {
      department: '自然资源',
    },
  ),
  operatesCompany: flag('注册并实际经营企业', 'runs a registered company', {
    department: '市场监管',
    columns: ['是否经营企业', '是否办有企业', '是否有工商登记'],
  }),
  relativeInPublicPay: flag('家庭成员有财政供养人员', 'a member is a public employee', {
    department: '财政',
    columns: ['是否有财政供养人员'],
  }),
  villageCadre: flag('家庭成员有村干部', 'a member is a village cadre', {
    department: '组织',
    columns: ['是否有村干部'],
  }),
  selfPaidStudyAbroad: flag('自费出国留学', 'self-paid study abroad', { department: '教育' }),
  commercialPensionInsurance: flag('购买商业养老保险', 'commercial pension insurance', {
    department: '金融',
  }),
  unexplainedDoubt: flag(
    '比对或举报疑点未能说明',
    'a doubt from data comparison or a report is not explained',
    {
      columns: ['是否存在未说明疑点', '数据比对是否存在疑点'],
    },
  ),
  familyWorkshop: flag(
    '仅为无雇工的夫妻店或小作坊',
    'only a shop or workshop of the couple, without employees',
    { department: '市场监管' },
  ),
  applianceValue: money('yuan', '家用电器价值', 'value of household appliances'),
  houseBuiltOn: day('新建或购买住房日期', 'day on which a house was newly built or bought', {
    department: '自然资源',
  }),
  emptyOrSplitRegistration: flag(
    '空挂户或为享受政策分户',
    'registered without living there, or split to gain benefits',
    {
      department: '公安',
      columns: ['是否空挂户', '是否分户'],
    },
  ),
  harmfulHabits: flag('有赌博、吸毒等行为拒不改正', 'gambling, drugs or the like, and refuses to change', {
    department: '公安',
    sensitivity: 'personal',
  }),
  childrenWithStableIncome: flag('子女有稳定收入', 'children have a stable income'),
  assistancePropertyWithinLimit: flag(
    '财产状况符合当地社会救助规定',
    'property is within the limits of local social assistance',
    { department: '民政' },
  ),
  financialAssets: money('yuan', '家庭金融资产', 'financial assets', { department: '金融' }),
  dwellings: count('items', 0, 20, '住房套数', 'dwellings', { department: '自然资源' }),
};
