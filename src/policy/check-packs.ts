import type { Title } from '../facts/kinds.js';
import { walk } from '../language/nodes.js';
import { addDays } from '../values/day.js';
import { DixianError, type Issue } from '../values/issues.js';
import type { PackLibrary } from './library.js';
import { endOf, inForceOn, LAST_DAY } from './parameters.js';
import type { ParameterValue, Policy } from './policy.js';

export interface CheckRequest {
  /** The regions to look at; without them, every region that has a pack. */
  readonly regions?: readonly string[] | undefined;
  /** The day to look from, and for how many days ahead to tell what runs out. */
  readonly on: string;
  readonly days: number;
}

/** Days on which rules read a parameter that has no value. */
export interface DaysWithoutValue {
  readonly region: string;
  /** Empty where it is the rules themselves that are not there. */
  readonly parameter: string;
  readonly title: Title;
  readonly from: string;
  readonly to?: string;
  /** Why, if the packs say: expected, withdrawn, undated … */
  readonly status?: ParameterValue['status'];
  readonly expectedOn?: string;
}

/** Something in force that ends within the days asked for, with nothing after it. */
export interface RunsOut {
  readonly region: string;
  readonly kind: 'parameter' | 'pack';
  readonly name: string;
  readonly title: Title;
  /** Its last day. */
  readonly to: string;
  /** Of a parameter that the region set apart: the layer above whose value is used from then on. */
  readonly fallsBackTo?: Title;
}

export interface PackCheck {
  readonly regions: readonly string[];
  /** Every fault of every file, region and day, each once. */
  readonly issues: readonly Issue[];
  /** The faults that not every day has, with the region and first day on which they were met. */
  readonly datedFaults: ReadonlyMap<Issue, { readonly region: string; readonly from: string }>;
  readonly withoutValue: readonly DaysWithoutValue[];
  readonly runsOut: readonly RunsOut[];
}

const keyOf = (found: Issue): string => JSON.stringify([found.file, found.path, found.code, found.params]);

/**
 * Checks packs for every region and every day from their first: all faults at once, the days on which a rule would
 * find no value, and what runs out soon. Never throws on a fault of a pack.
 */
export function checkPacks(library: PackLibrary, request: CheckRequest): PackCheck {
  const packs = library.packs.packs.map(({ head }) => head);
  const known = new Set(packs.map(({ region }) => region));
  const regions = [...(request.regions ?? known)].sort();
  const issues = new Map<string, Issue>(library.issues.map((found) => [keyOf(found), found]));
  const withoutValue: DaysWithoutValue[] = [];
  const runsOut: RunsOut[] = [];
  const datedFaults = new Map<Issue, { region: string; from: string }>();
  for (const region of regions) {
    const own = packs.filter((head) => head.region === region);
    const firstDay = own.map(({ inForce }) => inForce.from).sort()[0] ?? request.on;
    const policies: Policy[] = [];
    for (let day: string | undefined = firstDay; day !== undefined; ) {
      const resolved = resolveOrReport(library, region, day, (found) => {
        if (issues.has(keyOf(found))) return;
        issues.set(keyOf(found), found);
        if (day !== undefined && day > firstDay) datedFaults.set(found, { region, from: day });
      });
      if (resolved !== undefined) policies.push(resolved);
      day = nextDay(library, region, day, resolved);
    }
    // Who leaves a term open does not have to set it.
    const left = new Set(
      library.packs.packs
        .filter(({ head }) => head.region === region)
        .flatMap(({ files }) => files)
        .flatMap(({ content }) => (content.kind === 'parameters' ? Object.entries(content.parameters) : []))
        .flatMap(([name, { open }]) => (open === undefined ? [] : [name])),
    );
    withoutValue.push(...daysWithoutRules(region, policies));
    withoutValue.push(...daysWithoutValue(region, policies).filter(({ parameter }) => !left.has(parameter)));
    runsOut.push(
      ...parametersRunningOut(region, policies, request),
      ...packsRunningOut(library, region, request),
    );
  }
  return { regions, issues: [...issues.values()], datedFaults, withoutValue, runsOut: once(runsOut) };
}

function resolveOrReport(
  library: PackLibrary,
  region: string,
  on: string,
  report: (found: Issue) => void,
): Policy | undefined {
  try {
    return library.resolve({ region, on });
  } catch (error) {
    if (!(error instanceof DixianError)) throw error;
    for (const found of error.issues) report(found);
    return undefined;
  }
}

/** The first day after the one given on which something changes; undefined after the last. */
function nextDay(
  library: PackLibrary,
  region: string,
  day: string,
  policy: Policy | undefined,
): string | undefined {
  if (policy !== undefined) return policy.validTo === undefined ? undefined : addDays(policy.validTo, 1);
  const { merged } = library.layersOf(region).contextOn(day);
  return [...merged.boundaries].sort().find((boundary) => boundary > day);
}

const READ_BY_DEFINITIONS = new WeakMap<object, ReadonlySet<string>>();

/** The parameters that definitions read for the day itself; many policies share their definitions. */
function readByDefinitions({ definitions }: Policy['program']): ReadonlySet<string> {
  const known = READ_BY_DEFINITIONS.get(definitions);
  if (known !== undefined) return known;
  const read = new Set<string>();
  for (const { node } of definitions)
    for (const each of walk(node))
      if (each.kind === 'parameter' && each.day === undefined) read.add(each.name);
  READ_BY_DEFINITIONS.set(definitions, read);
  return read;
}

/** The parameters that something in the program reads for the day itself, and the open terms that must be set. */
function parametersRead({ program, parameters }: Policy): Set<string> {
  const read = new Set<string>(readByDefinitions(program));
  for (const [name, { open }] of Object.entries(parameters)) if (open === 'must') read.add(name);
  // What a layer may leave open is no fault of anybody; answers say that it is missing.
  for (const [name, { isAttribute, open }] of Object.entries(parameters))
    if (isAttribute === true || open === 'may') read.delete(name);
  return read;
}

/** A pack above several regions runs out once. */
const once = (found: readonly RunsOut[]): RunsOut[] => [
  ...new Map(found.map((each) => [JSON.stringify([each.region, each.kind, each.name]), each])).values(),
];

/** Days on which no rule says who is identified: then nobody can be. */
function daysWithoutRules(region: string, policies: readonly Policy[]): DaysWithoutValue[] {
  const found: DaysWithoutValue[] = [];
  for (const { stages, validFrom, validTo } of policies) {
    if (stages.identify.length > 0) continue;
    const before = found.at(-1);
    const isNext = before?.to !== undefined && addDays(before.to, 1) === validFrom;
    const days = {
      region,
      parameter: '',
      title: { zh: '当日有效的规则', en: 'rules in force' },
      from: isNext ? before.from : validFrom,
      ...(validTo === undefined ? {} : { to: validTo }),
    };
    if (isNext) found[found.length - 1] = days;
    else found.push(days);
  }
  return found;
}

/** Neighbouring policies without a value are one stretch of days. */
function daysWithoutValue(region: string, policies: readonly Policy[]): DaysWithoutValue[] {
  const found: DaysWithoutValue[] = [];
  for (const policy of policies)
    for (const name of [...parametersRead(policy)].sort()) {
      const parameter = policy.parameters[name];
      const entry = inForceOn(parameter?.series ?? [], policy.validFrom);
      if (parameter === undefined || entry?.value !== undefined) continue;
      const days: DaysWithoutValue = {
        region,
        parameter: name,
        title: parameter.title,
        from: policy.validFrom,
        ...(policy.validTo === undefined ? {} : { to: policy.validTo }),
        ...(entry === undefined ? {} : { status: entry.status }),
        ...(entry?.expectedOn === undefined ? {} : { expectedOn: entry.expectedOn }),
      };
      const before = found.findIndex(
        (each) =>
          each.parameter === name &&
          each.status === days.status &&
          each.to !== undefined &&
          addDays(each.to, 1) === days.from,
      );
      const previous = found[before];
      if (previous === undefined) found.push(days);
      else found[before] = { ...days, from: previous.from };
    }
  return found;
}

function parametersRunningOut(
  region: string,
  policies: readonly Policy[],
  { on, days }: CheckRequest,
): RunsOut[] {
  const policy = policies.find(({ validFrom, validTo = LAST_DAY }) => validFrom <= on && on <= validTo);
  if (policy === undefined) return [];
  const last = addDays(on, days);
  const own = new Set(policy.layers.filter((layer) => layer.region === region).map(({ name }) => name));
  return Object.entries(policy.parameters).flatMap(([name, { title, series }]) => {
    const entry = inForceOn(series, on);
    if (entry?.value === undefined || entry.to === undefined || entry.to > last) return [];
    // What an upper layer lets run out is told where that layer is checked.
    if (!own.has(entry.layer)) return [];
    // Another pack may go on with it.
    const dayAfter = addDays(entry.to, 1);
    const later = policies.find(
      ({ validFrom, validTo = LAST_DAY }) => validFrom <= dayAfter && dayAfter <= validTo,
    );
    const next = inForceOn(later?.parameters[name]?.series ?? [], dayAfter);
    const ends = { region, kind: 'parameter' as const, name, title, to: entry.to };
    if (next?.value === undefined) return [ends];
    // What a lower layer set apart falls back to what an upper one says: nobody may have meant that.
    const layer = later?.layers.find((each) => each.name === next.layer);
    return layer === undefined || layer.region === region ? [] : [{ ...ends, fallsBackTo: layer.title }];
  });
}

function packsRunningOut(library: PackLibrary, region: string, { on, days }: CheckRequest): RunsOut[] {
  const last = addDays(on, days);
  return library.layersOf(region).layers.packs.flatMap(({ head: { name, title, inForce, region: of } }) => {
    const to = endOf(inForce);
    return inForce.from <= on && on <= to && to <= last
      ? [{ region: of, kind: 'pack' as const, name, title, to }]
      : [];
  });
}
