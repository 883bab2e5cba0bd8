import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { knownHouseholds } from '../../bench/households.js';
import { compile, policyFile, readPolicy, resolvePolicy } from '../../src/index.js';
import { SHIPPED_FILES } from '../policy/support.js';

const ON = '2024-11-01';
const HOUSEHOLDS = [{}, { headIdNumber: 5, ownsVehicel: true }, ...knownHouseholds(20, 7, ON, 7_800)];

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('../../src/index.ts', import.meta.url))],
  bundle: true,
  write: false,
  platform: 'browser',
  format: 'iife',
  globalName: 'dixian',
  target: 'es2022',
  logLevel: 'silent',
});
const bundle = outputFiles[0]?.text ?? '';

/** A host with nothing but the language itself: no timers, no console, no URL, no code from strings. */
const host = createContext({}, { codeGeneration: { strings: false, wasm: false } });
runInContext(bundle, host);
/** Runs code in the host on a value; both go over as JSON, so that no object of Node reaches it. */
const inHost = (code: string, input: unknown): unknown =>
  JSON.parse(runInContext(`JSON.stringify((${code})(${JSON.stringify(input)}))`, host) as string);

const assessAll = `({ files, households, on }) => {
  const policy = dixian.resolvePolicy(files, { region: '620000', on });
  const assessor = dixian.compile(policy);
  return {
    hash: policy.hash,
    file: dixian.policyFile(policy).text,
    assessments: households.map((household) => {
      const assessment = assessor.assess(household, { on });
      return [assessment, assessment.explain('zh-CN'), assessment.explain('en'), assessment.reasons()];
    }),
  };
}`;

describe('the core in a host without Node and without globals', () => {
  const policy = resolvePolicy(SHIPPED_FILES, { region: '620000', on: ON });

  test('the host makes no code from strings', () => {
    expect(() => runInContext("new Function('return 1')", host)).toThrow(
      /Code generation from strings disallowed/,
    );
    expect(
      runInContext('typeof process + typeof URL + typeof TextEncoder + typeof console', host),
    ).not.toContain('function');
  });

  test('it resolves the same policy and gives the same answers, reasons and texts', () => {
    const there = inHost(assessAll, { files: SHIPPED_FILES, households: HOUSEHOLDS, on: ON });
    const assessor = compile(policy);
    const here = {
      hash: policy.hash,
      file: policyFile(policy).text,
      assessments: HOUSEHOLDS.map((household) => {
        const assessment = assessor.assess(household as never, { on: ON });
        return [assessment, assessment.explain('zh-CN'), assessment.explain('en'), assessment.reasons()];
      }),
    };
    expect(there).toEqual(JSON.parse(JSON.stringify(here)));
  });

  test('a policy resolved there is read here, and the other way round', () => {
    const text = inHost(
      `({ files, on }) => dixian.policyFile(dixian.resolvePolicy(files, { region: '620000', on })).text`,
      { files: SHIPPED_FILES, on: ON },
    ) as string;
    expect(readPolicy(text).hash).toBe(policy.hash);
    expect(inHost('(text) => dixian.readPolicy(text).hash', policyFile(policy).text)).toBe(policy.hash);
  });

  test.each(['', 'abc', '防止返贫致贫 底线', '😀 \u{10FFFF}', 'x'.repeat(10_000)])(
    'SHA-256 of %o is that of Node',
    (text) => {
      expect(inHost('(text) => dixian.sha256Hex(text)', text)).toBe(
        createHash('sha256').update(text).digest('hex'),
      );
    },
  );

  test('a broken pack is refused there with the same issues', () => {
    const issues = inHost(
      `({ files }) => { try { dixian.resolvePolicy(files, { region: '62', on: 'today' }); } catch (error) { return [error.name, error.issues]; } }`,
      { files: [{ path: 'a.json', text: '{' }] },
    ) as [string, { code: string }[]];
    expect([issues[0], issues[1].map((issue) => issue.code)]).toEqual(['DixianError', ['invalidDay']]);
  });
});
