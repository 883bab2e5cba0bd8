import type * as z from 'zod';
import { type Issue, issue } from '../values/issues.js';

/** What is wrong, in both languages. */
function describe(found: z.core.$ZodIssue): { zh: string; en: string } {
  switch (found.code) {
    case 'unrecognized_keys':
      return {
        zh: `不认识的键：${found.keys.join('、')}。请删去或改正`,
        en: `unknown keys: ${found.keys.join(', ')}. Remove or correct them`,
      };
    case 'invalid_type':
      return {
        zh: `应为 ${found.expected} 类型，或缺少此项`,
        en: `${found.expected} is expected here, or it is missing`,
      };
    case 'invalid_value':
      return {
        zh: `应为其中之一：${found.values.join('、')}`,
        en: `it should be one of: ${found.values.join(', ')}`,
      };
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
export function schemaIssues(error: z.ZodError): Issue[] {
  return error.issues.map((found) => {
    const text = describe(found);
    return issue('schemaViolation', found.path as (string | number)[], {
      detail: `${text.zh}。`,
      detailEn: `${text.en}.`,
    });
  });
}
