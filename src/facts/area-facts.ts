import type { Title } from './kinds.js';
import type { Unit } from './units.js';

/** A figure of an area (a village, township, county …) that an early warning can read. */
export interface AreaFact {
  readonly kind: 'number' | 'flag';
  readonly unit?: Unit;
  readonly title: Title;
}

const number = (unit: Unit, zh: string, en: string): AreaFact => ({
  kind: 'number',
  unit,
  title: { zh, en },
});
const flag = (zh: string, en: string): AreaFact => ({ kind: 'flag', title: { zh, en } });

/** What early warnings about areas can read (POLICY.md §14); ratios are shares or factors, never percent. */
export const AREA_FACTS: Readonly<Record<string, AreaFact>> = {
  areaHouseholds: number('items', '区域农户数', 'households of the area'),
  areaPersons: number('persons', '区域人口', 'persons of the area'),
  monitoredHouseholds: number('items', '正在监测户数', 'households being monitored'),
  newlyIdentifiedHouseholds: number(
    'items',
    '本期建议纳入户数',
    'households advised to be identified in this period',
  ),
  incidence: number(
    'ratio',
    '发生率（本期建议纳入和正在监测户数占比）',
    'share of households identified or monitored',
  ),
  incidenceBefore: number('ratio', '本区域往期发生率', "the area's own earlier share"),
  incidenceOfNeighbours: number('ratio', '相邻区域发生率', 'share in the neighbouring areas'),
  largestRiskShare: number('ratio', '同一风险占比最高者', 'largest share of one risk type'),
  farmPriceFall: number('ratio', '主要农产品价格跌幅', 'fall of the main farm prices, as a share'),
  monthsOfLowPrices: number('months', '价格低迷持续月数', 'months for which prices have been low'),
  unemploymentRise: number('ratio', '农村失业人数增幅', 'rise of rural unemployment, as a share'),
  failedProjects: number('items', '经营失败的产业项目数', 'industry projects that failed'),
  disasterReported: flag('发生自然灾害或突发公共事件', 'a disaster or public emergency was reported'),
  resettlementUnstable: flag(
    '大型安置点人口不稳定',
    'the population of a large resettlement site is unstable',
  ),
};
