import { fileURLToPath } from 'node:url';
import type { Policy } from '../../src/index.js';
import { loadPolicy } from '../../src/node.js';

/** The day on which households of the benchmark are decided. */
export const PINNED_DAY = '2024-11-01';

/** The policy of bench/pinned/pack alone. Its rules and figures are assumed for the benchmark; they are no policy. */
export const pinnedPolicy = (): Promise<Policy> =>
  loadPolicy({
    region: '000000',
    on: PINNED_DAY,
    packs: [fileURLToPath(new URL('pack', import.meta.url))],
    withoutShippedRules: true,
  });
