import { describe, expect, test } from 'vitest';
import { EMPTY_LOG, type LoggedDecision } from '../../../src/decision/log/entry.js';
import { readEntryLine } from '../../../src/decision/log/read-line.js';
import { checkDecision, lineOf, sealEntry } from '../../../src/decision/log/seal-entry.js';
import { DixianError, describeIssue, type Issue } from '../../../src/index.js';
import { hashOf } from '../../../src/values/canonical.js';
import { caseFileDecision, receiptOf, shortDecision } from './support.js';

const advised = receiptOf(1).outcome;
const otherIdentification = advised.identification === 'identify' ? 'notIdentified' : 'identify';
const otherExit = advised.exit === 'exit' ? 'retain' : 'exit';
const differing = (more: object): LoggedDecision =>
  caseFileDecision(1, {
    decision: {
      kind: 'differs',
      identification: otherIdentification,
      reason: { code: 'appraisal' },
      ...more,
    } as LoggedDecision['decision'],
  });

function issuesOf(given: unknown): readonly Issue[] {
  try {
    checkDecision(given as LoggedDecision);
  } catch (error) {
    if (error instanceof DixianError) return error.issues;
    throw error;
  }
  return [];
}
const codesAndPlaces = (given: unknown): string[] =>
  issuesOf(given).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a decision to be logged', () => {
  test.each<[string, LoggedDecision]>([
    ['as advised, of the case file', caseFileDecision(1)],
    ['as advised, with a public receipt', shortDecision(1)],
    ['with the level', caseFileDecision(1, { decidedAt: 'township' })],
    ['of the day of assessment itself', caseFileDecision(1, { decidedOn: '2024-11-01' })],
    ['without any explanation', caseFileDecision(1, { explanation: [] })],
    ['that differs in the identification', differing({})],
    ['that differs in the exit alone', differing({ identification: undefined, exit: otherExit })],
    [
      'that differs in one, and names the other as advised',
      differing({ identification: advised.identification, exit: otherExit }),
    ],
    ['with the longest text', differing({ reason: { code: 'other', text: '𠮷'.repeat(500) } })],
  ])('is taken: %s', (_, given) => {
    expect(codesAndPlaces(given)).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['logDecisionNotJson ']],
    ['no object', 7, ['logDecisionMalformed ']],
    ['a key nobody knows', { ...caseFileDecision(1), who: '张三' }, ['logDecisionMalformed ']],
    ['a difference without a reason', differing({ reason: undefined }), ['logReasonMissing decision.reason']],
    ['a difference with an empty reason', differing({ reason: null }), ['logReasonMissing decision.reason']],
    [
      'a reason of no list',
      differing({ reason: { code: '民主评议' } }),
      ['logReasonUnknown decision.reason.code'],
    ],
    ['a reason without a code', differing({ reason: {} }), ['logReasonUnknown decision.reason.code']],
    [
      'a text that is too long',
      differing({ reason: { code: 'other', text: '长'.repeat(501) } }),
      ['logReasonTooLong decision.reason.text'],
    ],
    [
      'another reason without a text',
      differing({ reason: { code: 'other' } }),
      ['logOtherNeedsText decision.reason.text'],
    ],
    [
      'another reason with a blank text',
      differing({ reason: { code: 'other', text: ' ' } }),
      ['logOtherNeedsText decision.reason.text'],
    ],
    ['a difference in nothing', differing({ identification: undefined }), ['logDifferenceIsNone decision']],
    [
      'a difference that is the advice',
      differing({ identification: advised.identification }),
      ['logDifferenceIsNone decision'],
    ],
    [
      'an outcome that nobody decides',
      differing({ identification: 'noStandard' }),
      ['logDecisionMalformed decision.identification'],
    ],
    [
      'a decision of another kind',
      caseFileDecision(1, { decision: { kind: 'maybe' } as never }),
      ['logDecisionMalformed decision.kind'],
    ],
    [
      'a reason for what is as advised',
      caseFileDecision(1, { decision: { kind: 'asAdvised', reason: { code: 'other' } } as never }),
      ['logDecisionMalformed decision'],
    ],
    [
      'a day that does not exist',
      caseFileDecision(1, { decidedOn: '2025-02-29' }),
      ['logDayNotADay decidedOn'],
    ],
    ['a month', caseFileDecision(1, { decidedOn: '2024-11' }), ['logDayNotADay decidedOn']],
    ['no day', { ...caseFileDecision(1), decidedOn: undefined }, ['logDayNotADay decidedOn']],
    [
      'a day before the assessment',
      caseFileDecision(1, { decidedOn: '2024-10-31' }),
      ['logDecidedBeforeAssessed decidedOn'],
    ],
    [
      'a level that is none',
      caseFileDecision(1, { decidedAt: 'province' as never }),
      ['logDecisionMalformed decidedAt'],
    ],
    [
      'an explanation that is one text',
      caseFileDecision(1, { explanation: '说明' as never }),
      ['logDecisionMalformed explanation'],
    ],
    [
      'a line that is too long',
      caseFileDecision(1, { explanation: ['', '长'.repeat(2_001)] }),
      ['logDecisionMalformed explanation.1'],
    ],
    [
      'too many lines',
      caseFileDecision(1, { explanation: Array.from({ length: 501 }, () => '') }),
      ['logDecisionMalformed explanation'],
    ],
    ['half a character', caseFileDecision(1, { explanation: ['\ud800'] }), ['logDecisionNotJson ']],
    ['no receipt', { ...caseFileDecision(1), receipt: undefined }, ['logReceiptDamaged receipt']],
    [
      'a receipt that lost a part',
      caseFileDecision(1, { receipt: { ...receiptOf(1), on: undefined } as never }),
      ['logReceiptDamaged receipt.on'],
    ],
    [
      'a receipt with facts in it',
      caseFileDecision(1, { receipt: { ...receiptOf(1), household: {} } as never }),
      ['logReceiptDamaged receipt'],
    ],
    [
      'an identity number in the explanation',
      caseFileDecision(1, { explanation: ['', '户主 620102199001011234'] }),
      ['logPersonalNumber explanation.1'],
    ],
    [
      'a telephone in a reason',
      differing({ reason: { code: 'other', text: '电话 138 0013 8000' } }),
      ['logPersonalNumber decision.reason.text'],
    ],
    [
      'a card among the names of the receipt',
      caseFileDecision(1, { receipt: { ...receiptOf(1), unusable: ['6222021234567890'] } }),
      ['logReceiptDamaged receipt.unusable.0'],
    ],
    [
      'a telephone in the title of a document',
      caseFileDecision(1, {
        receipt: {
          ...receiptOf(1),
          policy: { ...receiptOf(1).policy, documents: [{ name: 'notice', title: '电话 13800138000' }] },
        },
      }),
      ['logPersonalNumber receipt.policy.documents.0.title'],
    ],
    [
      'a card as the name of a rule',
      caseFileDecision(1, { receipt: { ...receiptOf(1), rules: { '6222021234567890': 'true' } } }),
      ['logReceiptDamaged receipt.rules.—'],
    ],
  ])('is refused: %s', (_, given, expected) => {
    expect(codesAndPlaces(given)).toEqual(expected);
  });

  test.each(['620102199001011234', '62010219900101123X', '138 0013 8000', '6222 0212 3456 7890'])(
    'is refused without repeating the number %s, in the explanation or in the reason',
    (number) => {
      const given = {
        ...differing({ reason: { code: 'other', text: `见 ${number}` } }),
        explanation: [`户主 ${number}`],
      };
      const found = issuesOf(given);
      expect(found.map(({ code }) => code)).toEqual(['logPersonalNumber', 'logPersonalNumber']);
      for (const each of found)
        for (const told of [JSON.stringify(each), describeIssue(each, 'zh-CN'), describeIssue(each, 'en')])
          expect(told.replace(/\D/g, '')).not.toContain(number.replace(/\D/g, ''));
    },
  );
});

describe('an entry', () => {
  test('is sealed by the hash of all the rest, and names the hash before it', () => {
    const first = sealEntry(checkDecision(shortDecision(1)), EMPTY_LOG);
    const second = sealEntry(checkDecision(shortDecision(2)), first);
    const { hash, ...rest } = second;
    expect(first).toMatchObject({ format: 'dixian-log/1', sequence: 1, previous: '' });
    expect(second).toMatchObject({ sequence: 2, previous: first.hash });
    expect(hash).toBe(hashOf(rest));
  });

  test('is one line, and reads as what was written', () => {
    const entry = sealEntry(checkDecision(caseFileDecision(1, { explanation: ['一\n二'] })), EMPTY_LOG);
    const line = lineOf(entry);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(readEntryLine(line.slice(0, -1))).toEqual({ kind: 'intact', entry });
  });

  test('keeps what was given when the caller changes it later', () => {
    const explanation = ['一'];
    const given = shortDecision(1, { explanation });
    const checked = checkDecision(given);
    explanation[0] = '二';
    expect(checked.explanation).toEqual(['一']);
  });

  test.each<[string, (line: string) => string]>([
    ['a space', (line) => line.replace(':', ': ')],
    ['another order of keys', (line) => JSON.stringify({ sequence: 1, ...JSON.parse(line) })],
    ['an escape for a character', (line) => line.replace('户', '\\u6237')],
    ['a doubled key', (line) => line.replace('"sequence":1', '"sequence":1,"sequence":1')],
  ])('spelled with %s is changed, whatever it says', (_, respell) => {
    const line = lineOf(sealEntry(checkDecision(shortDecision(1)), EMPTY_LOG)).slice(0, -1);
    expect(respell(line)).not.toBe(line);
    expect(readEntryLine(respell(line)).kind).toBe('changed');
  });

  test('whose hash is right but whose form is not is no entry', () => {
    const rest = { format: 'dixian-log/1', sequence: 1, previous: '', receipt: {} };
    const line = lineOf({ ...rest, hash: hashOf(rest) } as never).slice(0, -1);
    expect(readEntryLine(line).kind).toBe('unreadable');
  });
});
