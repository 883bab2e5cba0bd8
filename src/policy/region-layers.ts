import type { Issue } from '../values/issues.js';
import type { Layers } from './layers.js';
import type { RegionTable } from './regions.js';
import type { Deriver } from './standards/deriver.js';
import type { YearlyContext } from './standards/run.js';

/** The layers of a region merged for a day, with its formulas, and what is wrong with them. */
export interface DayContext extends YearlyContext {
  readonly issues: readonly Issue[];
}

/** The layers of one region, as far as they are known on one day; merged for any day when it is asked for. */
export interface RegionLayers {
  readonly layers: Layers;
  readonly regions: RegionTable;
  readonly contextOn: (day: string) => DayContext;
  readonly deriver: Deriver;
}
