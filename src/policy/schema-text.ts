import * as z from 'zod';
import { nearestName } from '../facts/nearest-name.js';
import { type Issue, issue } from '../values/issues.js';
import {
  ADDRESS_PATTERN,
  DAY_PATTERN,
  DECIMAL_PATTERN,
  HASH_PATTERN,
  NAME_PATTERN,
  REGION_PATTERN,
  TEXT_PATTERN,
} from './schema-parts.js';

/** Every key that a kind of file can have, at any depth. */
function keysOf(schema: unknown, keys = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return keys;
  for (const [key, member] of Object.entries(schema)) {
    if (key === 'properties' && typeof member === 'object' && member !== null)
      for (const name of Object.keys(member)) keys.add(name);
    keysOf(member, keys);
  }
  return keys;
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null
        ? (inside as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    value,
  );

const proposed = (nearest: string | undefined): { zh: string; en: string } =>
  nearest === undefined
    ? { zh: '', en: '' }
    : { zh: `（是否应为“${nearest}”？）`, en: ` (is "${nearest}" meant?)` };

const TYPES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  string: { zh: '文字，写在引号里', en: 'text in quotes' },
  number: { zh: '数，不加引号', en: 'a number without quotes' },
  boolean: { zh: 'true 或 false，不加引号', en: 'true or false without quotes' },
  object: { zh: '一组项，写在花括号里', en: 'keys with values, in braces' },
  record: { zh: '一组项，写在花括号里', en: 'keys with values, in braces' },
  array: { zh: '列表，写在方括号里', en: 'a list in square brackets' },
};

/** How something is to be written, by the pattern that it has to fit. */
const FORMS: ReadonlyMap<string, { readonly zh: string; readonly en: string }> = new Map([
  [
    String(DECIMAL_PATTERN),
    {
      zh: '不是数。请写成 8000 或 0.45 这样，不写千分位逗号、单位和百分号，不用全角',
      en: 'not a number. Write it as 8000 or 0.45: no thousands separators, units or percent signs',
    },
  ],
  [String(TEXT_PATTERN), { zh: '不能是空的', en: 'it must not be empty' }],
  [String(DAY_PATTERN), { zh: '不是日期，请写成 2024-11-01', en: 'not a day; write 2024-11-01' }],
  [
    String(NAME_PATTERN),
    {
      zh: '名称的写法不对：以小写字母开头，只用字母和数字',
      en: 'a name starts with a small letter and has only letters and digits',
    },
  ],
  [
    String(REGION_PATTERN),
    {
      zh: '不是区域代码：六位数字，没有公布代码的在后面加“-”和小写字母',
      en: 'not the code of a region: six digits, followed by "-" and small letters where none was published',
    },
  ],
  [
    String(ADDRESS_PATTERN),
    {
      zh: '不是网址，应以 http:// 或 https:// 开头',
      en: 'not an address; it starts with http:// or https://',
    },
  ],
  [
    String(HASH_PATTERN),
    {
      zh: '不是确认用的校验值，请由 dixian check --confirm 填写',
      en: 'not a hash of what is replaced; let dixian check --confirm write it',
    },
  ],
]);

/** What is wrong, in both languages. */
function describe(found: z.core.$ZodIssue, schema: z.ZodType, file: unknown): { zh: string; en: string } {
  switch (found.code) {
    case 'unrecognized_keys': {
      const known = keysOf(z.toJSONSchema(schema));
      const [first = ''] = found.keys;
      const nearest = proposed(nearestName(first, known));
      return {
        zh: `不认识的键：${found.keys.join('、')}${nearest.zh}。请删去或改正`,
        en: `unknown keys: ${found.keys.join(', ')}${nearest.en}. Remove or correct them`,
      };
    }
    case 'invalid_type': {
      const type = TYPES[found.expected] ?? { zh: found.expected, en: found.expected };
      const missing = at(file, found.path) === undefined;
      return missing
        ? {
            zh: `缺少“${String(found.path.at(-1) ?? '')}”，请补上（${type.zh}）`,
            en: `"${String(found.path.at(-1) ?? '')}" is missing; add it (${type.en})`,
          }
        : { zh: `应为${type.zh}`, en: `${type.en} is expected here` };
    }
    case 'invalid_value': {
      const values = found.values.map(String);
      const given = at(file, found.path);
      const nearest = proposed(typeof given === 'string' ? nearestName(given, values) : undefined);
      return {
        zh: `应为其中之一：${values.join('、')}${nearest.zh}`,
        en: `it should be one of: ${values.join(', ')}${nearest.en}`,
      };
    }
    case 'invalid_format':
      return (
        FORMS.get(found.pattern ?? '') ?? {
          zh: '写法不对，请对照文档中的格式',
          en: `its form is wrong (${found.format})`,
        }
      );
    case 'invalid_key':
      return {
        zh: '名称的写法不对：以小写字母开头，只用字母和数字',
        en: 'a name starts with a small letter and has only letters and digits',
      };
    case 'too_small':
      return { zh: '太短或太小', en: 'too short or too small' };
    case 'too_big':
      return { zh: '太长或太大', en: 'too long or too large' };
    case 'custom':
      return { zh: '不是存在的日期，请写成 2024-11-01', en: 'not a day that exists; write 2024-11-01' };
    default:
      return { zh: '内容不符合格式', en: found.message };
  }
}

/**
 * A file as it probably was meant, for whatever else is wrong with it: keys that are not known by the name nearest
 * to them, or left out. Undefined where other things are wrong with its form.
 */
export function asProbablyMeant(error: z.ZodError, schema: z.ZodType, file: unknown): unknown {
  if (error.issues.some(({ code }) => code !== 'unrecognized_keys' && code !== 'invalid_type'))
    return undefined;
  const known = keysOf(z.toJSONSchema(schema));
  const copy: unknown = JSON.parse(JSON.stringify(file));
  for (const found of error.issues) {
    if (found.code !== 'unrecognized_keys') continue;
    const holder = at(copy, found.path) as Record<string, unknown>;
    for (const key of found.keys) {
      const meant = nearestName(key, known);
      if (meant !== undefined && !Object.hasOwn(holder, meant)) holder[meant] = holder[key];
      delete holder[key];
    }
  }
  const result = schema.safeParse(copy);
  return result.success ? result.data : undefined;
}

/** What zod finds in a file of a pack, as issues that an officer can read. */
export function schemaIssues(error: z.ZodError, schema: z.ZodType, file: unknown): Issue[] {
  return error.issues.map((found) => {
    const text = describe(found, schema, file);
    return issue('schemaViolation', found.path as (string | number)[], {
      detail: `${text.zh}。`,
      detailEn: `${text.en}.`,
    });
  });
}
