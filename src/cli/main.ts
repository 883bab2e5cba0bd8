import { Command, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../values/day.js';
import { DixianError, describeIssue, type Locale } from '../values/issues.js';
import { VERSION } from '../version.js';
import { type AssessOptions, assessCommand } from './assess-command.js';
import { CommandError } from './command-error.js';
import { type ExplainOptions, explainCommand } from './explain-command.js';

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError(
    '不是存在的日期，请写成 2024-11-01 / not a day that exists; write 2024-11-01.',
  );
}

// A reader that stops early (`| head`) ends the printing, not the work: decisions are still written whole.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Runs a command; what its user can mend is told in lines, and ends with exit code 1. */
async function run(command: () => Promise<number>, locale: Locale): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof CommandError)
      process.stderr.write(`${locale === 'zh-CN' ? error.zh : error.message}\n`);
    else if (error instanceof DixianError)
      for (const found of error.issues) process.stderr.write(`${describeIssue(found, locale)}\n`);
    else throw error;
  }
}

const collect = (value: string, previous: readonly string[] = []): readonly string[] => [...previous, value];

function onList(command: Command): Command {
  return command
    .argument('<LIST>', '农户名单 / list of households: .csv (UTF-8), .json, .ndjson')
    .requiredOption('--region <CODE>', '区划代码，如 620000 / division code')
    .requiredOption('--on <DAY>', '研判日期，如 2024-11-01 / day of assessment', day)
    .option('--known-on <DAY>', '只用这一天已公布的内容 / use only what was published by this day', day)
    .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
    .addOption(new Option('--locale <LOCALE>', '语言 / language').choices(['zh-CN', 'en']).default('zh-CN'));
}

const program = new Command('dixian')
  .description(
    '底线：防止返贫致贫对象识别、帮扶、退出的规则引擎\nrules engine for identifying, assisting and releasing rural households',
  )
  .version(VERSION)
  .showHelpAfterError('（用 --help 查看用法 / see --help）');

onList(program.command('assess'))
  .description('判定名单里的每一户 / decide every household of a list')
  .option('--out <FILE>', '把结果写入 .csv、.json 或 .ndjson / write the decisions')
  .option('--explain', '附上理由全文 / with the full reasons')
  .action((list: string, options: AssessOptions) =>
    run(() => assessCommand(list, options, print), options.locale),
  );

onList(program.command('explain'))
  .description('说明一户的结论和理由 / explain one household')
  .requiredOption('--household <ID>', '户编号 / household number')
  .action((list: string, options: ExplainOptions) =>
    run(() => explainCommand(list, options, print), options.locale),
  );

await program.parseAsync();
