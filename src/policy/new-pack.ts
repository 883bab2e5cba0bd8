import { DixianError } from '../values/issues.js';
import type { PackLibrary } from './library.js';
import type { PolicyFile } from './pack-file.js';
import { FILE_KINDS, packJsonSchema } from './pack-schemas.js';
import { LAST_DAY, type SeriesValue } from './parameters.js';

export interface NewPackRequest {
  readonly region: string;
  /** The year for which the open terms are to be set. */
  readonly year: number;
}

export interface NewPack {
  /** With paths below the pack's folder. */
  readonly files: readonly PolicyFile[];
  /** Open terms of the skeleton, to be filled in. */
  readonly openTerms: readonly string[];
  /** Open terms that an upper layer has set for the region: to change one, the pack has to override it. */
  readonly alreadySet: readonly string[];
  /** The pack of the same region that lies above it, if there is one. */
  readonly below?: string;
}

/** Hidden, so that it is not read as part of the pack. */
const SCHEMA_FOLDER = '.schemas';

const json = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

const TO_FILL =
  '待填：公布后把 status 改为 "announced"，填写 value、authority、document、publishedOn。 To be filled: once announced, set the status, value, authority, document and day.';

/**
 * A valid skeleton of a pack: its head, an empty list of documents, and every open term of the layers above as
 * `expected`. With JSON Schemas beside it, so that an editor completes and checks what is filled in.
 * @throws DixianError if the region is not known, or the packs above it have faults.
 */
export function newPack(library: PackLibrary, { region, year }: NewPackRequest): NewPack {
  if (!library.packs.regions.has(region)) throw new DixianError([library.packs.regions.unknown(region, [])]);
  const policy = library.resolve({ region, on: `${year}-12-31` });
  const name = library.packs.regions.get(region)?.name ?? { zh: region, en: region };
  const own = library.packs.packs
    .filter(({ head }) => head.region === region && head.temporary === undefined)
    .at(-1)?.head.name;
  const parameters = library.layersOf(region).contextOn(`${year}-12-31`).merged.parameters;
  const open = Object.entries(policy.parameters).filter(([, parameter]) => parameter.open !== undefined);
  const isSet = (parameter: string): boolean => {
    const { isSet: isSetEver = false, series = [] } = parameters.get(parameter) ?? {};
    return isSetEver && series.some((value) => settlesIn(value, year));
  };
  const openTerms = open.map(([parameter]) => parameter).filter((parameter) => !isSet(parameter));
  const alreadySet = open.map(([parameter]) => parameter).filter(isSet);
  const schema = (kind: string): { $schema: string } => ({ $schema: `./${SCHEMA_FOLDER}/${kind}.json` });
  const head = {
    ...schema('pack'),
    kind: 'pack',
    name: packName(library, region, name.en),
    region,
    ...(own === undefined ? {} : { below: own }),
    title: name,
    inForce: { from: `${year}-01-01` },
  };
  const values = Object.fromEntries(
    openTerms.map((parameter) => [
      parameter,
      {
        values: [
          {
            from: `${year}-01-01`,
            to: `${year}-12-31`,
            status: 'expected',
            authority: 'projectDefault',
            note: TO_FILL,
          },
        ],
      },
    ]),
  );
  const files: PolicyFile[] = [
    { path: 'pack.json', text: json(head) },
    { path: 'documents.json', text: json({ ...schema('documents'), kind: 'documents', documents: {} }) },
    ...(openTerms.length === 0
      ? []
      : [
          {
            path: 'open-terms.json',
            text: json({ ...schema('parameterValues'), kind: 'parameterValues', values }),
          },
        ]),
    ...FILE_KINDS.map((kind) => ({
      path: `${SCHEMA_FOLDER}/${kind}.json`,
      text: json(packJsonSchema(kind)),
    })),
  ];
  return { files, openTerms, alreadySet, ...(own === undefined ? {} : { below: own }) };
}

/** Whether a value settles something in a year; what is only expected leaves it open. */
const settlesIn = ({ status, from, to = LAST_DAY }: SeriesValue, year: number): boolean =>
  status !== 'expected' && status !== 'undated' && from <= `${year}-12-31` && `${year}-01-01` <= to;

/** A name that no pack has yet: the region's English name where it has one, otherwise its code. */
function packName(library: PackLibrary, region: string, english: string): string {
  const words = english
    .replace(/[^A-Za-z ]/g, '')
    .split(' ')
    .filter((word) => word !== '');
  const joined = words
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('');
  const base = joined === '' ? `region${region.replace(/[^0-9A-Za-z]/g, '')}` : joined;
  const taken = new Set(library.packs.packs.map(({ head }) => head.name));
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}${count}`;
  return name;
}
