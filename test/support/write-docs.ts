import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedDocs } from './generated-docs.js';

const root = new URL('../../', import.meta.url);
for (const folder of ['docs/schemas/', 'docs/standards/'])
  mkdirSync(new URL(folder, root), { recursive: true });
for (const [path, text] of generatedDocs()) writeFileSync(new URL(path, root), text);
