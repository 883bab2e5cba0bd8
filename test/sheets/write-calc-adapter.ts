import { writeFileSync } from 'node:fs';
import { ADAPTER_TEXT, adapterModule } from './calc-adapter-text.js';

writeFileSync(ADAPTER_TEXT, adapterModule());
