import { nearestName } from '../facts/nearest-name.js';
import { issue } from '../values/issues.js';
import type { Layers, Pack } from './layers.js';
import type { MergedParameter } from './merge-parameters.js';
import type { MergeReport } from './merge-report.js';
import { definedOnly, endOf, overlay, type SeriesValue } from './parameters.js';
import type { RegionTable } from './regions.js';

const FIRST_DAY = '1000-01-01';

/**
 * What is known of the region itself, as flags that rules can read: from the country's lists, or from a pack of
 * the region. One that nobody knows has no value, and a rule that needs it asks for it.
 */
export function regionAttributes(
  layers: Layers,
  regions: RegionTable,
  inForce: readonly Pack[],
  reports: MergeReport,
): Map<string, MergedParameter> {
  const region = layers.regions.at(-1)?.code;
  const own = inForce.filter((pack) => pack.head.region === region);
  for (const pack of inForce) checkNames(pack, regions, reports);
  const found = new Map<string, MergedParameter>();
  for (const name of regions.attributeNames()) {
    const listed = region === undefined ? [] : fromList(name, region, regions);
    const said = own.flatMap((pack) => fromPack(name, pack));
    reportContradictions(name, [...listed, ...said], reports);
    found.set(name, {
      declared: { title: regions.attribute(name)?.title ?? { zh: name, en: name }, type: 'flag', values: [] },
      series: overlay(listed, said),
      owner: said.at(-1)?.layer ?? 'regions',
      permits: [],
      isSet: true,
      isAttribute: true,
      file: said.at(-1)?.origin.file ?? regions.fileOfAttribute(name),
      bounds: [],
      bounded: [],
      tightenings: [],
    });
  }
  return found;
}

/** A list and a pack, or two packs, that say different things of the same days. */
function reportContradictions(name: string, said: readonly SeriesValue[], reports: MergeReport): void {
  for (const [index, value] of said.entries()) {
    const other = said
      .slice(0, index)
      .find((each) => each.value !== value.value && each.from <= endOf(value) && value.from <= endOf(each));
    if (other === undefined) continue;
    const { file, path } = value.origin;
    const params = { name, listed: String(other.value), said: String(value.value) };
    reports.report(file, issue('attributeContradicts', path, params));
  }
}

function checkNames(pack: Pack, regions: RegionTable, reports: MergeReport): void {
  const known = regions.attributeNames();
  for (const [name, source] of Object.entries(pack.head.attributes ?? {})) {
    const path = ['attributes', name];
    reports.checkProvenance(pack.path, path, source);
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    reports.report(
      pack.path,
      issue('unknownAttribute', path, { name, nearest: nearest ?? '—', known: known.join(', ') }),
    );
  }
}

function fromList(name: string, region: string, regions: RegionTable): SeriesValue[] {
  const value = regions.attributeOf(name, region);
  const source = regions.attribute(name);
  if (value === undefined || source === undefined) return [];
  const note = [source.source, source.note].filter((text) => text !== undefined).join(' ');
  return [
    definedOnly({
      from: source.from ?? FIRST_DAY,
      to: source.to,
      value,
      status: 'announced' as const,
      authority: source.authority,
      layer: 'regions',
      confidence: source.confidence,
      note: note === '' ? undefined : note,
      origin: { file: '', path: ['attributes', name], from: FIRST_DAY },
    }) as SeriesValue,
  ];
}

function fromPack(name: string, pack: Pack): SeriesValue[] {
  const source = pack.head.attributes?.[name];
  if (source === undefined) return [];
  const { value, ...provenance } = source;
  const { from, to } = pack.head.inForce;
  return [
    definedOnly({
      ...provenance,
      from,
      to,
      value,
      status: 'announced' as const,
      layer: pack.head.name,
      origin: { file: pack.path, path: ['attributes', name], from },
    }) as SeriesValue,
  ];
}
