import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adapterPieces, HOSTS } from './host-texts.js';

writeFileSync(join(HOSTS, 'adapter-pieces.ts'), adapterPieces());
