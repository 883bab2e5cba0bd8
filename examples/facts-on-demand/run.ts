import { factsOnDemand } from './facts-on-demand.js';

process.stdout.write(`${(await factsOnDemand()).join('\n')}\n`);
