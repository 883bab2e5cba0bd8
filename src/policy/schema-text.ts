import * as z from 'zod';
import { nearestName } from '../facts/nearest-name.js';
import { type Issue, issue } from '../values/issues.js';

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
    case 'invalid_type':
      return {
        zh: `应为 ${found.expected} 类型，或缺少此项`,
        en: `${found.expected} is expected here, or it is missing`,
      };
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
      return { zh: '写法不对，请对照文档中的格式', en: `its form is wrong (${found.format})` };
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
