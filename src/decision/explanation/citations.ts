import { showAmount } from '../../backends/words/show.js';
import { absenceText, standingText } from '../../backends/words/standing.js';
import type { Sensitivity, Title } from '../../facts/kinds.js';
import type { Explanation, Line, Token } from '../../policy/explanation.js';
import type { ParameterValue, Policy, Provenance } from '../../policy/policy.js';
import type { Locale } from '../../values/issues.js';
import { VERSION } from '../../version.js';
import type { StandardInForce } from '../standards.js';

/** A sentence that a function says in either language, as one token. */
export const both = (say: (locale: Locale) => string, rest: { sensitivity?: never } = {}): Token => ({
  kind: 'text',
  text: { zh: say('zh-CN'), en: say('en') },
  ...rest,
});
export const titled = (text: Title): Token => ({ kind: 'text', text });

/** Numbers the documents in the order in which they are first cited; they are told in full once, at the end. */
export class Citations {
  private readonly policy: Policy;
  private readonly numbers = new Map<string, number>();

  constructor(policy: Policy) {
    this.policy = policy;
  }

  private numberOf(document: string): number {
    const known = this.numbers.get(document);
    if (known !== undefined) return known;
    this.numbers.set(document, this.numbers.size + 1);
    return this.numbers.size;
  }

  /** On whose word something stands: level, document by its number, clause, confidence where it is low. */
  provenance(provenance: Provenance, sensitivity: Sensitivity = 'plain'): readonly Token[] {
    const document =
      provenance.document === undefined ? undefined : this.policy.documents[provenance.document];
    const items: Token[][] = [[{ kind: 'authority', authority: provenance.authority }]];
    if (document !== undefined)
      items.push([
        {
          kind: 'document',
          number: this.numberOf(provenance.document as string),
          ...(provenance.authority === 'projectDefault' ? ({ loosely: true } as const) : {}),
        },
      ]);
    if (provenance.clause !== undefined)
      items.push([{ ...titled({ zh: provenance.clause, en: provenance.clause }), sensitivity } as Token]);
    if ((provenance.confidence ?? document?.confidence) === 'low')
      items.push([{ kind: 'phrase', phrase: 'lowConfidence' }]);
    return [{ kind: 'list', items, by: 'part' }];
  }

  /** The same of a parameter's value, with how it was derived or carried over. */
  standing(source: Omit<ParameterValue, 'value'>): readonly Token[] {
    const items: Token[][] = [[...this.provenance(source)]];
    if (standingText(source, 'zh-CN') !== undefined)
      items.push([both((locale) => standingText(source, locale) ?? '')]);
    return [{ kind: 'list', items, by: 'part' }];
  }

  /** An open term as it stands on the day: the amount, on whose word, or why there is none. */
  standard({ title, value, unit, standing }: StandardInForce): readonly Token[] {
    if (value === undefined)
      return [
        titled(title),
        { kind: 'bracketed', tokens: [both((locale) => absenceText(standing, locale))] },
      ];
    const amount = both((locale) => showAmount(value, unit, locale));
    if (standing === undefined) return [titled(title), amount];
    return [titled(title), amount, { kind: 'bracketed', tokens: this.standing(standing) }];
  }

  /** The documents cited so far, in full. */
  lines(): readonly Line[] {
    return [...this.numbers].flatMap(([name, number]): Line[] => {
      const document = this.policy.documents[name];
      return document === undefined ? [] : [{ tokens: [{ kind: 'source', number, document }], below: [] }];
    });
  }
}

/** Lines as an explanation of one assessment. */
export const explanationOf = (policy: Policy, on: string, lines: readonly Line[]): Explanation =>
  Object.freeze({
    advice: true,
    engineVersion: VERSION,
    policyHash: policy.hash,
    region: policy.region.name,
    on,
    lines,
  });
