import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedDocs } from './generated-docs.js';

const root = new URL('../../', import.meta.url);
mkdirSync(new URL('docs/schemas/', root), { recursive: true });
for (const [path, text] of generatedDocs()) writeFileSync(new URL(path, root), text);
