import type { DixianBundle, SheetCell } from '../shared/bundle-api.js';
import { ruleCheckText, versionText } from '../shared/rule-check.js';
import { DAY_NAME } from '../shared/sheet-plan.js';
import { decideActiveSheet } from '../wps/sheet-command.js';
import type { WpsApplication } from '../wps/wps-host.js';

declare const Dixian: DixianBundle;
declare const Application: WpsApplication;
/** What the caller of a script hands over, when it is run from outside of the sheet: whatever JSON may hold. */
declare const Context: { readonly argv?: { readonly [name: string]: unknown } | null } | undefined;
declare const console: { log(text: string): void };

function dayFromCaller(): SheetCell {
  if (typeof Context === 'undefined' || Context.argv === undefined || Context.argv === null) return null;
  const day = Context.argv[DAY_NAME];
  if (day === undefined || day === null) return null;
  // What is no day is refused as such: the day of the workbook is not the one that was asked for.
  return typeof day === 'string' || typeof day === 'number' ? day : String(day);
}

function say(text: string): string {
  console.log(text);
  return text;
}

export function decideSheet(): string {
  return say(decideActiveSheet(Application, Dixian, dayFromCaller()));
}

export function checkText(): string {
  return say(ruleCheckText(Dixian));
}

export function versions(): string {
  return say(versionText(Dixian));
}
