import { asked, code, count, flag, measurement } from '../kinds.js';

/** Food, clothing, schooling, medical insurance, housing and drinking water (POLICY.md §6). */
export const SAFEGUARD_FACTS = {
  foodShortage: flag('吃饭有困难', 'short of food', {
    question: asked('家里吃饭有没有困难？', 'Is the household short of food?'),
    changeable: true,
    columns: ['是否吃饭有困难', { names: ['不愁吃', '是否不愁吃'], polarity: 'reversed' }],
  }),
  clothingShortage: flag('穿衣有困难', 'short of clothing', {
    question: asked('家里穿衣有没有困难？', 'Is the household short of clothing?'),
    changeable: true,
    columns: ['是否穿衣有困难', { names: ['不愁穿', '是否不愁穿'], polarity: 'reversed' }],
  }),
  housingProblem: flag('住房出现安全问题', 'housing is unsafe', {
    question: asked('现在住的房子有没有安全问题？', 'Is the house lived in unsafe?'),
    changeable: true,
    department: '住房城乡建设',
    columns: [
      '是否住房出现安全问题',
      '住房出现安全问题',
      '是否危房户',
      { names: ['住房安全', '住房是否安全'], polarity: 'reversed' },
    ],
  }),
  housingGrade: code('housingGrade', '住房安全等级', 'grade of the house lived in', {
    question: asked(
      '现在住的房子鉴定为哪一级（A、B、C、D）？',
      'Which safety grade was the house lived in appraised at: A, B, C or D?',
    ),
    foundBy: 'inspection',
    changeable: true,
    department: '住房城乡建设',
    columns: ['住房安全等级', '住房鉴定等级', '危房等级'],
  }),
  educationDropout: flag(
    '义务教育阶段适龄儿童少年失学辍学',
    'a child of compulsory-school age is out of school',
    {
      question: asked(
        '家里有没有义务教育阶段适龄儿童少年失学辍学？',
        'Is a child of compulsory-school age in this household out of school?',
      ),
      changeable: true,
      department: '教育',
      columns: [
        '是否义务教育阶段适龄儿童少年失学辍学',
        '义务教育阶段适龄儿童少年失学辍学',
        '是否义务教育阶段适龄儿童少年失学缀学',
      ],
    },
  ),
  memberUninsured: flag('有家庭成员未参加基本医疗保险', 'a member has no basic medical insurance', {
    question: asked(
      '家里有没有人没参加基本医疗保险？',
      'Is there a member of this household without basic medical insurance?',
    ),
    changeable: true,
    department: '医保',
    columns: [
      '是否有家庭成员未参加城乡居民(职工)基本医疗保险',
      '有家庭成员未参加城乡居民(职工)基本医疗保险',
      '有家庭成员未参加基本医疗保险',
    ],
  }),
  waterProblem: flag('饮水出现安全问题', 'drinking water is unsafe', {
    question: asked('家里饮水有没有安全问题？', 'Is the drinking water of the household unsafe?'),
    changeable: true,
    department: '水利',
    columns: [
      '是否饮水出现安全问题',
      '饮水出现安全问题',
      { names: ['饮水是否安全', '饮水安全', '是否解决安全饮用水'], polarity: 'reversed' },
    ],
  }),
  waterLitres: measurement('litresPerPersonDay', 10_000, '人均日用水量', 'water a person and day', {
    question: asked(
      '家里平均每人每天用水多少升？',
      'How many litres of water does each person of the household use a day, on average?',
    ),
    foundBy: 'inspection',
    changeable: true,
    department: '水利',
  }),
  waterScarceArea: flag('缺水地区', 'water-short area', {
    question: asked('这户所在的地方是不是缺水地区？', 'Is this household in a water-short area?'),
    department: '水利',
  }),
  waterQualityAcceptable: flag('水质符合要求', 'water quality is acceptable', {
    question: asked(
      '家里饮用水的水质是否符合要求？',
      'Is the quality of the drinking water of the household acceptable?',
    ),
    foundBy: 'inspection',
    changeable: true,
    department: '水利',
  }),
  waterPiped: flag('自来水入户', 'piped to the house', {
    question: asked('自来水有没有接到家里？', 'Is water piped to the house?'),
    changeable: true,
    department: '水利',
  }),
  // The household knows how long the way takes; distance and climb have to be measured.
  waterFetchMinutes: measurement('minutes', 1_440, '一次取水时间', 'time of one fetch', {
    question: asked(
      '家里取一次水，去和回一共要多少分钟？',
      'How many minutes does it take to fetch water once, there and back?',
    ),
    foundBy: 'household',
    changeable: true,
    department: '水利',
  }),
  waterFetchMetres: measurement('metres', 100_000, '取水水平距离', 'level distance of the fetch', {
    question: asked(
      '取水点离家的水平距离是多少米？',
      'How many metres, on the level, is the place where water is fetched from the house?',
    ),
    foundBy: 'inspection',
    changeable: true,
    department: '水利',
  }),
  waterClimbMetres: measurement('metres', 5_000, '取水垂直距离', 'climb of the fetch', {
    question: asked(
      '取水点离家的垂直距离是多少米？',
      'How many metres of climb lie between the house and the place where water is fetched?',
    ),
    foundBy: 'inspection',
    changeable: true,
    department: '水利',
  }),
  longestWaterCutDays: count('days', 0, 366, '最长连续停水天数', 'longest water cut in a row', {
    question: asked(
      '近12个月里，最长的一次连续停水多少天？',
      'How many days did the longest water cut of the last twelve months last?',
    ),
    changeable: true,
    department: '水利',
  }),
  waterCutDays: count('days', 0, 366, '年停水缺水天数', 'days a year without water', {
    question: asked(
      '近12个月里，停水、缺水一共多少天？',
      'On how many days of the last twelve months was there no water, or not enough?',
    ),
    changeable: true,
    department: '水利',
  }),
};
