import { officeDay } from './office-day.js';

process.stdout.write(`${(await officeDay()).join('\n')}\n`);
