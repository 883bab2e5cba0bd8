import { Command, InvalidArgumentError, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { usageError } from '../../src/cli/usage-errors.js';

/** What is written where a command of every kind of part is called so. */
function written(...given: readonly string[]): string {
  let text = '';
  const program = new Command('dixian').exitOverride().configureOutput({
    writeErr: () => {},
    outputError: (message) => {
      text += usageError(message);
    },
  });
  program
    .command('assess')
    .exitOverride()
    .argument('<LIST>')
    .requiredOption('--region <CODE>')
    .option('--on <DAY>', '', () => {
      throw new InvalidArgumentError(
        '不是存在的日期，请写成 2024-11-01 / not a day that exists; write 2024-11-01.',
      );
    })
    .addOption(new Option('--locale <LOCALE>').choices(['zh-CN', 'en']))
    .addOption(new Option('--short').conflicts('long'))
    .option('--long')
    .action(() => {});
  program.command('map').action(() => {});
  program.command('mop').action(() => {});
  try {
    program.parse(given, { from: 'user' });
  } catch {
    return text;
  }
  return 'nothing is wrong';
}

describe('what is wrong with a call is told in Chinese and in English', () => {
  const list = ['assess', 'a.csv', '--region', '620000'];
  test.each<[string, readonly string[], string, string]>([
    ['no list', ['assess', '--region', '620000'], '缺少参数 LIST。', "missing required argument 'LIST'"],
    ['no region', ['assess', 'a.csv'], '没有写选项 --region <CODE>，它必须写。', 'required option'],
    ['no value', ['assess', 'a.csv', '--region'], '选项 --region <CODE> 后面没有写值。', 'argument missing'],
    [
      'a day that does not exist',
      [...list, '--on', '2024-13-01'],
      '选项 --on <DAY> 的值“2024-13-01”不能用：不是存在的日期，请写成 2024-11-01。',
      "error: option '--on <DAY>' argument '2024-13-01' is invalid: not a day that exists; write 2024-11-01.",
    ],
    [
      'another language',
      [...list, '--locale', 'fr'],
      '选项 --locale <LOCALE> 的值“fr”不能用，只能是 zh-CN、en。',
      'Allowed choices are zh-CN, en.',
    ],
    [
      'two that exclude each other',
      [...list, '--short', '--long'],
      '选项 --short 和 --long 不能同时用。',
      'cannot',
    ],
    ['an option that is not there', [...list, '--xyz'], '没有选项 --xyz。\n', "unknown option '--xyz'"],
    [
      'one that is nearly there',
      [...list, '--regoin', '1'],
      '没有选项 --regoin。是不是要写 --region？',
      '--region?',
    ],
    [
      'a command that is not there',
      ['asess'],
      '没有命令 asess。是不是要写 assess？',
      '(Did you mean assess?)',
    ],
    ['one that may be either', ['mip'], '没有命令 mip。是不是要写 map、mop？', 'map, mop?'],
    [
      'a name with a blank',
      ['assess', '名单', '1.csv', '--region', '1'],
      '参数太多：应有 1 个，写了 2 个。文件名里有空格的，请加引号。',
      'Expected 1 argument but got 2.',
    ],
  ])('%s', (_, given, chinese, english) => {
    const text = written(...given);
    expect(text.startsWith(`错误：${chinese}`)).toBe(true);
    expect(text.split('\n')[1]).toMatch(/^error: /);
    expect(text).toContain(english);
    expect(text.endsWith('\n')).toBe(true);
  });

  test('a saying that is not known stays as it is', () => {
    expect(usageError('error: something new\n')).toBe('error: something new\n');
    expect(usageError('')).toBe('');
  });
});
