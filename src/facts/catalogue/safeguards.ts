import { code, count, flag, measurement } from '../kinds.js';

/** Food, clothing, schooling, medical insurance, housing and drinking water (POLICY.md §6). */
export const SAFEGUARD_FACTS = {
  foodShortage: flag('吃饭有困难', 'short of food', {
    columns: ['是否吃饭有困难', { names: ['不愁吃', '是否不愁吃'], polarity: 'reversed' }],
  }),
  clothingShortage: flag('穿衣有困难', 'short of clothing', {
    columns: ['是否穿衣有困难', { names: ['不愁穿', '是否不愁穿'], polarity: 'reversed' }],
  }),
  housingProblem: flag('住房出现安全问题', 'housing is unsafe', {
    department: '住房城乡建设',
    columns: [
      '是否住房出现安全问题',
      '住房出现安全问题',
      '是否危房户',
      { names: ['住房安全', '住房是否安全'], polarity: 'reversed' },
    ],
  }),
  housingGrade: code('housingGrade', '住房安全等级', 'grade of the house lived in', {
    department: '住房城乡建设',
    columns: ['住房安全等级', '住房鉴定等级', '危房等级'],
  }),
  educationDropout: flag(
    '义务教育阶段适龄儿童少年失学辍学',
    'a child of compulsory-school age is out of school',
    {
      department: '教育',
      columns: [
        '是否义务教育阶段适龄儿童少年失学辍学',
        '义务教育阶段适龄儿童少年失学辍学',
        '是否义务教育阶段适龄儿童少年失学缀学',
      ],
    },
  ),
  memberUninsured: flag('有家庭成员未参加基本医疗保险', 'a member has no basic medical insurance', {
    department: '医保',
    columns: [
      '是否有家庭成员未参加城乡居民(职工)基本医疗保险',
      '有家庭成员未参加城乡居民(职工)基本医疗保险',
      '有家庭成员未参加基本医疗保险',
    ],
  }),
  waterProblem: flag('饮水出现安全问题', 'drinking water is unsafe', {
    department: '水利',
    columns: [
      '是否饮水出现安全问题',
      '饮水出现安全问题',
      { names: ['饮水是否安全', '饮水安全', '是否解决安全饮用水'], polarity: 'reversed' },
    ],
  }),
  waterLitres: measurement('litresPerPersonDay', 10_000, '人均日用水量', 'water a person and day', {
    department: '水利',
  }),
  waterScarceArea: flag('缺水地区', 'water-short area', { department: '水利' }),
  waterQualityAcceptable: flag('水质符合要求', 'water quality is acceptable', { department: '水利' }),
  waterPiped: flag('自来水入户', 'piped to the house', { department: '水利' }),
  waterFetchMinutes: measurement('minutes', 1_440, '一次取水时间', 'time of one fetch', {
    department: '水利',
  }),
  waterFetchMetres: measurement('metres', 100_000, '取水水平距离', 'level distance of the fetch', {
    department: '水利',
  }),
  waterClimbMetres: measurement('metres', 5_000, '取水垂直距离', 'climb of the fetch', {
    department: '水利',
  }),
  longestWaterCutDays: count('days', 0, 366, '最长连续停水天数', 'longest water cut in a row', {
    department: '水利',
  }),
  waterCutDays: count('days', 0, 366, '年停水缺水天数', 'days a year without water', { department: '水利' }),
};
