import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VERSION } from '../../src/version.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the version of the engine is that of the package', () => {
  expect((JSON.parse(read('package.json')) as { version: string }).version).toBe(VERSION);
});

test('the newest heading of the CHANGELOG is that version', () => {
  expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(VERSION);
});
