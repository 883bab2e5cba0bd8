/** Each saying of the parser of the command line, and how it is said in Chinese from its parts. */
const SAYINGS: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [/^missing required argument '(.+)'$/, ([name]) => `缺少参数 ${name}。`],
  [/^option '(.+)' argument missing$/, ([option]) => `选项 ${option} 后面没有写值。`],
  [/^required option '(.+)' not specified$/, ([option]) => `没有写选项 ${option}，它必须写。`],
  [
    /^option '(.+)' cannot be used with option '(.+)'$/,
    ([one, other]) => `选项 ${one} 和 ${other} 不能同时用。`,
  ],
  [/^unknown option '(.+)'$/, ([option]) => `没有选项 ${option}。`],
  [/^unknown command '(.+)'$/, ([name]) => `没有命令 ${name}。`],
  [
    /^too many arguments(?: for '.+')?\. Expected (\d+) arguments? but got (\d+)\.$/,
    ([expected, given]) => `参数太多：应有 ${expected} 个，写了 ${given} 个。文件名里有空格的，请加引号。`,
  ],
  [
    /^option '(.+)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/s,
    ([option, value, choices = '']) =>
      `选项 ${option} 的值“${value}”不能用，只能是 ${choices.replaceAll(', ', '、')}。`,
  ],
  [
    /^option '(.+)' argument '(.*)' is invalid\. (.+?) \/ .+$/s,
    ([option, value, why = '']) => `选项 ${option} 的值“${value}”不能用：${why.replace(/。$/, '')}。`,
  ],
];

const SUGGESTION = /\n\(Did you mean (?:one of )?(.+)\?\)$/;
/** What our own checks of values say, in Chinese and in English. */
const IN_BOTH = /is invalid\. .+? \/ /;

/**
 * What is wrong with how the command was called, in Chinese and then in English: the parser of the command line speaks
 * English only. A saying that is not known stays as it is.
 * @param message as the parser says it, `error: …`.
 */
export function usageError(message: string): string {
  const said = message.replace(/^error: /, '').trimEnd();
  const [, suggestion] = SUGGESTION.exec(said) ?? [];
  const bare = said.replace(SUGGESTION, '');
  for (const [pattern, inChinese] of SAYINGS) {
    const found = pattern.exec(bare);
    if (found === null) continue;
    const meant = suggestion === undefined ? '' : `是不是要写 ${suggestion.replaceAll(', ', '、')}？`;
    const english = message.trimEnd().replace(IN_BOTH, 'is invalid: ');
    return `错误：${inChinese(found.slice(1))}${meant}\n${english}\n`;
  }
  return message;
}
