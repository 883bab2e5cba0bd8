import type { ParameterValue } from '../../policy/policy.js';
import type { Locale } from '../../values/issues.js';
import { showDay } from './show.js';

/** What has to be said of a value beside its source: that it was derived, and from what; that it was carried over. */
export function standingText(value: Partial<ParameterValue>, locale: Locale): string | undefined {
  const zh = locale === 'zh-CN';
  const parts: string[] = [];
  const { derivation } = value;
  if (derivation !== undefined) {
    const title = derivation.title[zh ? 'zh' : 'en'];
    parts.push(zh ? `按公式“${title}”推算` : `derived by the formula "${title}"`);
    if (value.figuresOf !== undefined)
      parts.push(
        zh ? `用${derivation.regionName.zh}的指标` : `on the indicators of ${derivation.regionName.en}`,
      );
    for (const { instead, used, year } of derivation.standIns)
      parts.push(
        zh
          ? `${year}年缺“${instead.zh}”，以“${used.zh}”代替`
          : `"${used.en}" stands in for "${instead.en}" of ${year}`,
      );
    for (const input of derivation.inputs) {
      if (input.kind !== 'standard') continue;
      if (input.carriedOver === true)
        parts.push(
          zh
            ? `所依据的${input.year}年标准是沿用更早的`
            : `the standard of ${input.year} that it starts from was carried over`,
        );
      if (input.status === 'derived')
        parts.push(
          zh
            ? `所依据的${input.year}年标准也是推算的`
            : `the standard of ${input.year} that it starts from was itself worked out`,
        );
    }
    if (derivation.projectDefaults.length > 0)
      parts.push(
        zh
          ? '公式或其中的权重、比例无人公布，为本库暂定'
          : 'the formula or its weights are project defaults, published by nobody',
      );
  } else if (value.status === 'derived')
    parts.push(zh ? '由算术推出，非直接公布' : 'worked out, not announced as such');
  if (value.carriedOver === true && value.to !== undefined)
    parts.push(
      zh
        ? `沿用上一期标准，最迟至${showDay(value.to, locale)}`
        : `the value of the period before, carried over to ${value.to} at the latest`,
    );
  if (value.datePrecision === 'year') parts.push(zh ? '来源只写明年份' : 'its source names the year only');
  return parts.length === 0 ? undefined : parts.join(zh ? '，' : ', ');
}

/** Why a parameter has no value on a day. */
export function absenceText(value: Partial<ParameterValue> | undefined, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const { publishedOn, seenOn, expectedOn } = value ?? {};
  switch (value?.status) {
    case 'notYetKnown':
      if (publishedOn === undefined && seenOn !== undefined)
        return zh
          ? `最早见于${showDay(seenOn, locale)}的文件，当时是否已公布无法确认`
          : `first seen in a document of ${seenOn}; whether it was published before is not recorded`;
      if (publishedOn === undefined)
        return zh ? '公布日期不详，当时是否已公布无法确认' : 'nobody recorded when it was published';
      return zh ? `${showDay(publishedOn, locale)}才公布，当时尚未公布` : `published on ${publishedOn} only`;
    case 'expected':
      if (expectedOn === undefined) return zh ? '尚未公布' : 'not published yet';
      return zh
        ? `尚未公布，预计${showDay(expectedOn, locale)}公布`
        : `not published yet, expected on ${expectedOn}`;
    case 'withdrawn':
      return zh ? '已撤销' : 'withdrawn';
    case 'notApplicable':
      return zh ? '不适用' : 'not applicable';
    case 'undated':
      return zh
        ? '只见数额，不知是哪一年的，不能采用'
        : 'its amount is known but not its year, so it is not used';
    case 'derived':
      if (value.derivation?.missing.some(({ why }) => why === 'notYetKnown' || why === 'publicationUnknown'))
        return zh
          ? '公式所需的指标当时尚未公布，或公布日期不详'
          : 'the indicators of the formula were not published by then, or nobody recorded when';
      return zh ? '公式所需的指标尚缺' : 'the formula lacks indicators';
    default:
      return zh ? '规则包里没有这一天的值' : 'the packs have no value for this day';
  }
}
