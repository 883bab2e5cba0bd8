import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../src/facts/catalogue.js';
import { readHousehold } from '../../src/facts/read.js';
import { describeIssue } from '../../src/values/issues.js';

const SECRET = '身份证620102199001011234';

/** Values of every wrong shape that all carry the secret. */
const wrong = fc.constantFrom<unknown>(
  SECRET,
  [SECRET],
  { value: SECRET },
  { value: { deep: SECRET } },
  [{ value: SECRET }, { value: 1 }],
  { complete: true, items: [SECRET] },
  {
    complete: true,
    items: [{ idNumber: [SECRET], birthDate: SECRET, healthStates: { complete: true, items: [SECRET] } }],
  },
  { complete: SECRET, items: [] },
  { value: 1, source: [SECRET] },
);

test('no issue about a household repeats a value that was given, wherever it stood', () => {
  let issues = 0;
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(CATALOGUE)), wrong, (name, value) => {
      const found = readHousehold({ [name]: value }).issues;
      issues += found.length;
      for (const each of found) {
        expect(JSON.stringify(each)).not.toContain('620102199001011234');
        expect(describeIssue(each, 'zh-CN') + describeIssue(each, 'en')).not.toContain('620102199001011234');
      }
    }),
    { numRuns: 1_000 },
  );
  expect(issues).toBeGreaterThan(500);
});
