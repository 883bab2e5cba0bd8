import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsPersonalNumber } from '../../../src/decision/log/personal-number.js';

describe('what looks like a number of a person', () => {
  test.each([
    ['an identity number', '620102199001011234'],
    ['one that ends in X', '62010219900101123X'],
    ['one that ends in x', '62010219900101123x'],
    ['an old one of 15 digits', '620102900101123'],
    ['one in the middle of words', '身份证号620102199001011234，已核实'],
    ['one after a letter', 'ID620102199001011234'],
    ['one in groups', '620102 19900101 1234'],
    ['one in groups, the last with X', '620102 19900101 123X'],
    ['one with dashes', '620102-19900101-1234'],
    ['full-width digits', '６２０１０２１９９００１０１１２３４'],
    ['invisible characters between', '620102\u200b19900101\u200b1234'],
    ['a mobile telephone', '13800138000'],
    ['one in groups', '138 0013 8000'],
    ['one with dashes', '138-0013-8000'],
    ['one with the country code', '+8613800138000'],
    ['one with the country code in a group', '+86 138 0013 8000'],
    ['one with 0086', '008613800138000'],
    ['one with the trunk prefix', '013800138000'],
    ['a full-width one', '１３８００１３８０００'],
    ['a bank card of 16 digits', '6222021234567890'],
    ['a bank card of 19 digits', '6222021234567890123'],
    ['one in groups of four', '6222 0212 3456 7890 123'],
    ['two numbers run together', '62010219900101123413800138000'],
    ['a day and a telephone', '2024-11-01 13800138000'],
    ['a hash and a telephone', `${'ab12'.repeat(16)} 13800138000`],
    ['a number asked for at an address', 'https://example.cn/search?id=620102199001011234'],
    ['a number after an address', 'https://example.cn/a.html，13800138000'],
    ['64 digits without a letter', '1'.repeat(64)],
  ])('%s is found', (_, text) => {
    expect(holdsPersonalNumber(text)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['an amount', '家庭人均纯收入（测算） 约 7,799.9967 元/人·年'],
    ['a large amount', '1,234,567,890.12 元'],
    ['a day', '2024-11-01'],
    ['two days', '2024-11-01 2025-10-31'],
    ['days and months in a row', '2024-11 2024-12-01 2025-01-31'],
    ['a day in Chinese', '2024年11月1日至2025年10月31日'],
    ['a code of a village', '620102001001'],
    ['a code of a village with type', '62010200100112'],
    ['a number of a document', '国开办发〔2021〕7号'],
    ['a fixed telephone of an office', '0931-8888888'],
    ['a short number', '12317'],
    ['11 digits that begin otherwise', '23800138000'],
    ['10 digits', '1380013800'],
    ['the address of a page', 'http://example.cn/zwgk/1496737812254937089.html'],
    ['the address of a page by its day', '见 https://example.cn/202303/t20230324_11806313.html，2023年'],
    ['a hash', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['a hash with a long run of digits', `${'a'.repeat(20)}${'1'.repeat(44)}`],
  ])('%s is not', (_, text) => {
    expect(holdsPersonalNumber(text)).toBe(false);
  });

  test('numbers are found wherever they stand between words', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`));
    const number = fc.oneof(
      digits(15),
      digits(17).map((text) => `${text}X`),
      fc.integer({ min: 16, max: 19 }).chain(digits),
      fc.stringMatching(/^1[0-9]{10}$/),
    );
    const words = fc.constantFrom('', '户主', ' ', '，', 'tel:', '号', '。收入 7,800.00 元');
    fc.assert(
      fc.property(number, words, words, (found, before, after) => {
        expect(holdsPersonalNumber(`${before}${found}${after}`)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
