import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { policyFile } from '../../src/policy/policy.js';
import type { BatchTask } from '../../src/worker-task.js';
import { assessorFor } from '../decision/support.js';

const compiled = vi.hoisted((): string[] => []);
vi.mock(import('../../src/decision/assess.js'), async (original) => {
  const real = await original();
  return {
    ...real,
    compile: (policy, options) => {
      compiled.push(policy.hash);
      return real.compile(policy, options);
    },
  };
});

// Files share what they import: another one may have loaded the worker, which then keeps policies already.
let decideBatch: typeof import('../../src/worker.node.js').default;
beforeAll(async () => {
  vi.resetModules();
  ({ default: decideBatch } = await import('../../src/worker.node.js'));
});
afterAll(() => {
  vi.resetModules();
});

function shared(text: string): SharedArrayBuffer {
  const bytes = new TextEncoder().encode(text);
  const memory = new SharedArrayBuffer(bytes.length);
  new Uint8Array(memory).set(bytes);
  return memory;
}

test('a worker keeps the policies that it needed last, and compiles them once', () => {
  const policies = ['620000', '330000', '420000', '530000', '210000'].map(
    (region) => assessorFor(region, '2023-11-01').policy,
  );
  compiled.length = 0;
  const used = [0, 1, 2, 3, 0, 4, 0, 1].map((place) => {
    const policy = policies[place] as (typeof policies)[number];
    const task: BatchTask = {
      policyHash: policy.hash,
      policyText: shared(policyFile(policy).text),
      on: '2023-11-01',
      firstRow: 1,
      rows: 1,
      input: { from: 'ndjson', bytes: new TextEncoder().encode('{}\n'), isLast: true },
      output: { into: 'ndjson', locale: 'en', withExplanation: false },
      cancelled: new SharedArrayBuffer(4),
    };
    decideBatch(task);
    return policy.hash;
  });
  // The first was in use all along, so the second had to make room, and is compiled again.
  expect(compiled).toEqual([...used.slice(0, 4), used[5], used[1]]);
});
