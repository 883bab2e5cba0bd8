import type { NameTable } from '../language/check.js';
import type { Node } from '../language/nodes.js';
import { isDay } from '../values/day.js';
import { DixianError, type Issue, inFile, issue } from '../values/issues.js';
import { layersFor, openFiles, type Packs } from './layers.js';
import { type Merged, mergeLayers } from './merge.js';
import type { PolicyFile } from './pack-file.js';
import { typeOfParameter } from './parameters.js';
import type { Policy } from './policy.js';
import type { DayContext, RegionLayers } from './region-layers.js';
import { type ResolveRequest, Resolver } from './resolve.js';
import { cycleFrom, type Worked } from './standards/cycles.js';
import { Deriver } from './standards/deriver.js';
import type { YearlyContext } from './standards/run.js';
import { readYearlyExpression, readYearlyFormulas, yearlyNames } from './standards/yearly-formula.js';

/**
 * Packs that were read and checked once, to be resolved for many regions and days. Its answers are those of
 * `resolvePolicy` on the same files.
 */
export class PackLibrary {
  readonly packs: Packs;
  /** What is wrong with the files themselves, whatever the region and day. */
  readonly issues: readonly Issue[];
  private readonly indicatorFormulas: ReadonlyMap<string, Node>;
  private readonly regions = new Map<string, RegionLayers>();
  private readonly policies = new Map<string, Policy[]>();
  private readonly resolver = new Resolver();

  constructor(files: readonly PolicyFile[]) {
    this.packs = openFiles(files);
    const issues: Issue[] = [];
    this.indicatorFormulas = this.readIndicatorFormulas(issues);
    this.issues = [...this.packs.issues, ...issues];
  }

  /**
   * The policy of a region and day.
   * @throws DixianError with every fault of every file (file, path, cause and mend), not the first only.
   */
  resolve(request: ResolveRequest): Policy {
    checkRequest(request);
    const { region, on, knownOn } = request;
    const key = `${region} ${knownOn ?? ''}`;
    const made = this.policies.get(key) ?? [];
    const known = made.find((policy) => policy.validFrom <= on && on <= (policy.validTo ?? on));
    if (known !== undefined) return known;
    const policy = this.resolver.resolve(this.layersOf(region, knownOn), this.issues, request);
    this.policies.set(key, [...made, policy]);
    return policy;
  }

  /** The layers of a region, merged for a day when they are first asked for. */
  layersOf(region: string, knownOn?: string): RegionLayers {
    const key = `${region} ${knownOn ?? ''}`;
    const known = this.regions.get(key);
    if (known !== undefined) return known;
    const made = this.openRegion(region, knownOn);
    this.regions.set(key, made);
    return made;
  }

  private openRegion(region: string, knownOn: string | undefined): RegionLayers {
    const layers = layersFor(this.packs, region);
    const days: DayContext[] = [];
    const contextOn = (day: string): DayContext => {
      const found = days.find((each) => isUnchanged(each.merged, day));
      if (found !== undefined) return found;
      const { merged, issues } = mergeLayers(layers, this.packs.regions, day, knownOn);
      const ofFormulas: Issue[] = [];
      const formulas = readYearlyFormulas(merged, this.packs.indicators, ofFormulas);
      const cycles = this.cycles({ merged, formulas });
      const context = { merged, formulas, issues: [...issues, ...ofFormulas, ...cycles] };
      days.push(context);
      return context;
    };
    const regionOf = new Map(layers.packs.map(({ head }) => [head.name, head.region]));
    const deriver = new Deriver({
      indicators: this.packs.indicators,
      indicatorFormulas: this.indicatorFormulas,
      regionOfLayer: (layer) => regionOf.get(layer) ?? region,
      knownOn,
      contextOn,
      region,
      nameOf: (code) => this.packs.regions.get(code)?.name ?? { zh: code, en: code },
      deriverOf: (owner) => this.layersOf(owner, knownOn).deriver,
    });
    return { layers, regions: this.packs.regions, contextOn, deriver };
  }

  private readIndicatorFormulas(issues: Issue[]): ReadonlyMap<string, Node> {
    const { indicators, packs } = this.packs;
    const types = new Map(
      packs
        .flatMap((pack) => pack.files)
        .flatMap(({ content }) => (content.kind === 'parameters' ? Object.entries(content.parameters) : []))
        .map(([name, source]) => [name, typeOfParameter(source)]),
    );
    const table: NameTable = types;
    const formulas = new Map<string, Node>();
    for (const name of indicators.names()) {
      const text = indicators.get(name)?.formula;
      if (text === undefined) continue;
      const found: Issue[] = [];
      const { node } = readYearlyExpression(
        text,
        yearlyNames(table, indicators),
        ['indicators', name, 'formula'],
        found,
      );
      issues.push(...found.map((each) => inFile(indicators.fileOf(name) ?? '', each)));
      formulas.set(name, node);
    }
    issues.push(...this.cyclesOfIndicators(formulas));
    return formulas;
  }

  /** Indicators that are worked out from each other within one year; told once, at the first of them. */
  private cyclesOfIndicators(formulas: ReadonlyMap<string, Node>): Issue[] {
    const worked = [...formulas].map(([name, node]) => ({ name: `indicator ${name}`, nodes: [node] }));
    return worked.flatMap((each) => {
      const cycle = cycleFrom(each, worked);
      if (cycle === undefined || [...cycle].sort()[0] !== each.name) return [];
      const name = each.name.replace('indicator ', '');
      const found = issue('cyclicDefinition', ['indicators', name, 'formula'], { cycle: cycle.join(' → ') });
      return [inFile(this.packs.indicators.fileOf(name) ?? '', found)];
    });
  }

  /** Standards and indicators that are worked out from each other within one year. */
  private cycles({ merged, formulas }: YearlyContext): Issue[] {
    const standards = [...formulas.values()].flatMap((formula) =>
      (['formula', 'floor', 'ceiling'] as const).flatMap((key) => {
        const node = key === 'formula' ? formula.node : formula[key];
        const name = `standard ${formula.source.parameter}`;
        return node === undefined ? [] : [{ formula, key, name, nodes: [node] }];
      }),
    );
    const worked: Worked[] = [
      ...standards,
      ...[...this.indicatorFormulas].map(([name, node]) => ({ name: `indicator ${name}`, nodes: [node] })),
    ];
    return standards.flatMap((each) => {
      const cycle = cycleFrom(each, worked);
      const settled = merged.formulas.get(each.formula.name);
      if (cycle === undefined || settled === undefined) return [];
      const found = issue('cyclicDefinition', [...settled.path, each.key], { cycle: cycle.join(' → ') });
      return [inFile(settled.file, found)];
    });
  }
}

/** Whether nothing in the layers changes between the day they were merged for and another. */
function isUnchanged(merged: Merged, day: string): boolean {
  const [first, last] = merged.on < day ? [merged.on, day] : [day, merged.on];
  for (const boundary of merged.boundaries) if (first < boundary && boundary <= last) return false;
  return true;
}

function checkRequest(request: ResolveRequest): void {
  if (typeof request.region !== 'string')
    throw new DixianError([issue('unknownRegion', ['region'], { region: '' })]);
  for (const [key, day] of [
    ['on', request.on ?? ''],
    ['knownOn', request.knownOn],
  ] as const)
    if (day !== undefined && !isDay(day))
      throw new DixianError([issue('invalidDay', [key], { value: day, column: 1 })]);
}

/**
 * Reads and checks packs once, for many regions and days.
 * @returns a library; what is wrong with its files is thrown when a policy is resolved, and stands in `issues`.
 */
export const openPacks = (files: readonly PolicyFile[]): PackLibrary => new PackLibrary(files);

/**
 * Resolves the files of packs into the policy of one region and day. Pure: the same files give the same policy,
 * whatever their order and wherever it runs. For many regions or days, `openPacks` reads the files only once.
 * @throws DixianError with every fault of every file (file, path, cause and mend), not the first only.
 */
export const resolvePolicy = (files: readonly PolicyFile[], request: ResolveRequest): Policy => {
  checkRequest(request);
  return openPacks(files).resolve(request);
};
