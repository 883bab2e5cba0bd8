import { Command, InvalidArgumentError, Option } from 'commander';
import { MODULE_FORMS } from '../backends/javascript/module-text.js';
import { AREA_LEVELS } from '../decision/aggregates/summary.js';
import { removeHalfFilesWhenTold } from '../half-files.node.js';
import { TEMPLATE_ROWS } from '../tables/template-columns.js';
import { isDay } from '../values/day.js';
import { DixianError, describeIssue, type Locale } from '../values/issues.js';
import { VERSION } from '../version.js';
import { type AssessOptions, assessCommand } from './assess-command.js';
import { type BuildOptions, buildCommand } from './build-command.js';
import { type CheckOptions, checkCommand } from './check-command.js';
import { CommandError } from './command-error.js';
import { type CompareOptions, compareCommand } from './compare-command.js';
import { type DiffOptions, diffCommand } from './diff-command.js';
import { ENGINES } from './engine-list.js';
import { type ExplainOptions, explainCommand, RENDERINGS } from './explain-command.js';
import { type LogOptions, logCommand } from './log-command.js';
import { type MapOptions, mapCommand } from './map-command.js';
import { type NewPackOptions, newPackCommand } from './new-pack-command.js';
import { type ReplayOptions, replayCommand } from './replay-command.js';
import { type SheetsOptions, sheetsCommand } from './sheets-command.js';
import { SQL_DIALECTS, type SqlCommandOptions, sqlCommand } from './sql-command.js';
import { type StandardOptions, standardCommand } from './standard-command.js';
import { type TemplateOptions, templateCommand } from './template-command.js';
import { type TestOptions, testCommand } from './test-command.js';
import { usageError } from './usage-errors.js';

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

const LOCALE = (): Option =>
  new Option('--locale <LOCALE>', '语言 / language').choices(['zh-CN', 'en']).default('zh-CN');

/** What says how a table is to be read. */
const onTable = (command: Command): Command =>
  command
    .argument('<LIST>', '农户名单 / list of households: .xlsx, .csv, .json, .ndjson, .parquet')
    .option('--map <FILE>', '列名对照文件（dixian map 可以生成） / mapping file: names of your own')
    .option('--sheet <NAME>', '工作簿里农户所在的表 / the sheet with the households')
    .option(
      '--list <NAME=FILE>',
      '清单另存的文件，如 家庭成员=成员.csv，可重复 / file with a list, repeatable',
      collect,
    );

function onList(command: Command): Command {
  return onTable(command)
    .requiredOption('--region <CODE>', '区划代码，如 620000 / division code')
    .requiredOption('--on <DAY>', '研判日期，如 2024-11-01 / day of assessment', day)
    .option('--known-on <DAY>', '只用这一天已公布的内容 / use only what was published by this day', day)
    .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
    .addOption(LOCALE());
}

const program = new Command('dixian')
  .description(
    '底线：防止返贫致贫对象识别、帮扶、退出的规则引擎\nrules engine for identifying, assisting and releasing rural households',
  )
  .version(VERSION)
  .configureOutput({ outputError: (message, write) => write(usageError(message)) })
  .showHelpAfterError('（用 --help 查看用法 / see --help）');

onList(program.command('assess'))
  .description('判定名单里的每一户 / decide every household of a list')
  .option('--out <FILE>', '把结果写入 .xlsx、.csv、.json、.ndjson 或 .parquet / write the decisions')
  .option('--with-input', '名单原来的列放在结果旁边 / with the columns of the list beside the decisions')
  .option(
    '--ask',
    '名单超过 2000 行时，也在 .xlsx 里逐户推算“下一步先问”（较慢） / what to ask next, also of a long list, in .xlsx',
  )
  .option('--explain', '附上理由全文 / with the full reasons')
  .addOption(new Option('--by <LEVEL>', '另按区域汇总户数和人数 / also by area').choices([...AREA_LEVELS]))
  .option('--receipts <DIR>', '把决定凭据、事实和政策写入一个空目录 / write receipts, facts and policy')
  .option('--sign-key <FILE>', '用 Ed25519 私钥（PEM）给凭据签名 / sign the receipts')
  .addOption(
    new Option(
      '--engine <ENGINE>',
      '由谁判定，结果相同；默认按名单大小选 / what decides, with the same answers; by size if not given',
    ).choices([...ENGINES]),
  )
  .action((list: string, options: AssessOptions) =>
    run(() => assessCommand(list, options, print), options.locale),
  );

onList(program.command('explain'))
  .description('说明一户的结论和理由 / explain one household')
  .requiredOption('--household <ID>', '户编号 / household number')
  .addOption(
    new Option('--as <RENDERING>', '案卷、告知书、公示 / case file, letter to the household, public notice')
      .choices([...RENDERINGS])
      .default('case-file'),
  )
  .option('--office <TEXT>', '告知书和公示上受理意见的单位 / who takes objections')
  .action((list: string, options: ExplainOptions) =>
    run(() => explainCommand(list, options, print), options.locale),
  );

program
  .command('template')
  .description('写一份要填的农户表（.xlsx），列就是规则要读的内容 / write the workbook to fill in')
  .requiredOption('--region <CODE>', '区划代码，如 620000 / division code')
  .requiredOption('--on <DAY>', '研判日期，如 2024-11-01 / day of assessment', day)
  .requiredOption('--out <FILE>', '写到哪个文件，.xlsx；已有的文件不会盖掉 / the workbook to write')
  .addOption(
    new Option('--rows <KIND>', '一户一行，或一人一行 / a row a household, or a row a person')
      .choices([...TEMPLATE_ROWS])
      .default('household'),
  )
  .option('--known-on <DAY>', '只用这一天已公布的内容 / use only what was published by this day', day)
  .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
  .addOption(LOCALE())
  .action((options: TemplateOptions) => run(() => templateCommand(options, print), options.locale));

onTable(program.command('map'))
  .description('看每一列读作什么，并写成列名对照文件 / show and write how columns are read')
  .option('--out <FILE>', '把对照文件写到这里（.json） / write the mapping file')
  .addOption(LOCALE())
  .action((list: string, options: MapOptions) => run(() => mapCommand(list, options, print), options.locale));

program
  .command('replay')
  .description('按凭据重新判定，说明是否相同、哪里不同 / decide again what receipts say was decided')
  .argument('<RECEIPT>', '凭据文件 / file of receipts: .json, .ndjson')
  .requiredOption('--facts <FILE>', '当时的事实和盐值 / the facts with their salts')
  .requiredOption('--policies <DIR>', '政策文件目录 / folder of policy files')
  .option('--signed-by <FILE>', '核对签名的 Ed25519 公钥（PEM） / public key to check signatures with')
  .addOption(LOCALE())
  .action((receipt: string, options: ReplayOptions) =>
    run(() => replayCommand(receipt, options, print), options.locale),
  );

program
  .command('log')
  .description('核对决定日志，统计与建议不一致的决定 / verify a decision log and report on it')
  .argument('<FOLDER>', '日志目录 / folder of the log')
  .option('--head <HASH>', '另记的末条散列值 / hash of the head noted elsewhere')
  .option('--reason-texts', '也列出原因的文字 / also the texts of reasons')
  .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
  .option('--json', '以 JSON 输出 / as JSON')
  .addOption(LOCALE())
  .action((folder: string, options: LogOptions) =>
    run(() => logCommand(folder, options, print), options.locale),
  );

const year = (text: string): number => {
  if (/^\d{4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('请写四位数年份 / a year of four digits.');
};
program
  .command('standard')
  .description('逐年列出收入标准、各公式的结果和差额 / the income standard year by year')
  .requiredOption('--region <CODE>', '区划代码，如 620000 / division code')
  .requiredOption('--from <YEAR>', '起始年份 / first year', year)
  .requiredOption('--to <YEAR>', '终止年份 / last year', year)
  .option('--known-on <DAY>', '只用这一天已公布的内容 / use only what was published by this day', day)
  .option('--figures-of <CODE>', '公式用哪个区域的指标 / whose indicators the formulas read')
  .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
  .option('--explain', '每一步算式和出处 / every step of the arithmetic with its sources')
  .option('--json', '以 JSON 输出 / as JSON')
  .addOption(LOCALE())
  .action((options: StandardOptions) => run(() => standardCommand(options, print), options.locale));

program
  .command('build')
  .description('把一个区域的政策写成文件或代码 / write the policy of a region as a file, or as code')
  .requiredOption('--region <CODE>', '区划代码，如 620000 / division code')
  .requiredOption('--on <DAY>', '政策要适用的日期，如 2024-11-01 / a day for which the policy is', day)
  .option('--known-on <DAY>', '只用这一天已公布的内容 / use only what was published by this day', day)
  .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
  .option('--out <DIR>', '写到哪个目录，默认当前目录 / folder to write into')
  .addOption(
    new Option('--module [FORM]', '改写成不依赖底线的代码 / as code that stands alone, instead')
      .choices([...MODULE_FORMS])
      .preset('esm'),
  )
  .addOption(LOCALE())
  .action((options: BuildOptions) => run(() => buildCommand(options, print), options.locale));

const count = (text: string): number => {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('请写天数 / a number of days.');
};
// Only defaults of commands come from the clock; what a library call returns never does.
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  .map((part) => String(part).padStart(2, '0'))
  .join('-');

program
  .command('check')
  .description('核对规则包：全部错误、没有值的日子、快到期的内容 / check packs')
  .argument('<DIR>', '规则包目录 / folder of packs')
  .option('--on <DAY>', '从这一天起看到期，默认今天 / look ahead from this day', day, today)
  .option('--days <N>', '看多少天以内到期 / how many days ahead', count, 90)
  .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
  .option('--confirm', '上级改动已核对：写入新的散列值 / confirm what upper packs have changed')
  .addOption(LOCALE())
  .action((folder: string, options: CheckOptions) =>
    run(() => checkCommand(folder, options, print), options.locale),
  );

program
  .command('new-pack')
  .description('写一个新规则包的骨架 / write the skeleton of a pack')
  .argument('<CODE>', '区划代码，如 520000 / division code')
  .option('--out <DIR>', '写到哪个目录，默认以代码为名 / folder to write')
  .option('--year <YEAR>', '为哪一年制定，默认今年 / year to set', year, Number(today.slice(0, 4)))
  .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
  .addOption(LOCALE())
  .action((region: string, options: NewPackOptions) =>
    run(() => newPackCommand(region, options, print), options.locale),
  );

program
  .command('sql')
  .description('把政策写成 SQL 脚本，在数据库里研判 / the policy as an SQL script, to decide in a database')
  .requiredOption('--region <CODE>', '区划代码，如 620000 / division code')
  .requiredOption('--on <DAY>', '研判日期，如 2024-11-01 / day of assessment', day)
  .option('--known-on <DAY>', '只用这一天已公布的内容 / use only what was published by this day', day)
  .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
  .addOption(
    new Option('--dialect <NAME>', '数据库方言 / dialect').choices([...SQL_DIALECTS]).default('duckdb'),
  )
  .addOption(LOCALE())
  .action((options: SqlCommandOptions) => run(() => sqlCommand(options, print), options.locale));

program
  .command('sheets')
  .description(
    '做出在 WPS、LibreOffice 等表格软件里研判的文件 / scripts and workbooks that decide inside of spreadsheets',
  )
  .requiredOption('--region <CODE>', '区划代码，如 620000 / division code')
  .requiredOption('--on <DAY>', '研判日期，如 2024-11-01 / day of assessment', day)
  .requiredOption('--out <DIR>', '写到哪个目录，要是空的 / folder to write into, empty')
  .option('--known-on <DAY>', '只用这一天已公布的内容 / use only what was published by this day', day)
  .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
  .addOption(LOCALE())
  .action((options: SheetsOptions) => run(() => sheetsCommand(options, print), options.locale));

program
  .command('diff')
  .description('两版规则包有什么不同 / what changed between two versions of a pack')
  .argument('<OLD>', '旧版目录 / folder of the old version')
  .argument('<NEW>', '新版目录 / folder of the new version')
  .option('--json', '以 JSON 输出 / as JSON')
  .addOption(LOCALE())
  .action((before: string, after: string, options: DiffOptions) =>
    run(() => diffCommand(before, after, options, print), options.locale),
  );

program
  .command('compare')
  .description('两份研判结果有什么不同，为什么 / what differs between two files of decisions, and by what')
  .argument('<OLD>', '旧结果 / old decisions: .csv, .json, .ndjson, .xlsx, .parquet')
  .argument('<NEW>', '新结果 / new decisions')
  .option('--out <FILE>', '把每一户变化写入 .csv / write a row for every household that changed')
  .option(
    '--packs <DIR>',
    '规则和参数的名称另从这个规则包取，可重复 / packs that name rules and parameters, repeatable',
    collect,
  )
  .option('--json', '以 JSON 输出 / as JSON')
  .addOption(LOCALE())
  .action((before: string, after: string, options: CompareOptions) =>
    run(() => compareCommand(before, after, options, print), options.locale),
  );

program
  .command('test')
  .description('用手工演算的农户核对规则，并看每条规则的条件是否都试到 / run fixture households')
  .argument(
    '<FOLDER>',
    '农户样例目录（.yaml），或其下有 households、packs 的目录 / folder of fixture households',
  )
  .option('--packs <DIR>', '另加的规则包目录，可重复 / further folder of packs, repeatable', collect)
  .option('--region <CODE>', '只看这个区划及以下的农户 / only households of this division and below')
  .option('--rules <PREFIX>', '只看名称以此开头的规则 / only rules whose names begin so')
  .option('--json', '以 JSON 输出 / as JSON')
  .addOption(LOCALE())
  .action((folder: string, options: TestOptions) =>
    run(() => testCommand(folder, options, print), options.locale),
  );

removeHalfFilesWhenTold();
await program.parseAsync();
