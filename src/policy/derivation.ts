import type { Title } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import type { RoundingMode } from '../values/decimal.js';
import type { Figure } from './indicators.js';
import type { Authority } from './pack-schemas.js';

/** Something that a formula of a yearly value read, with what it came to and where that can be found. */
export type DerivationInput =
  | {
      readonly kind: 'indicator';
      readonly indicator: string;
      readonly title: Title;
      readonly year: number;
      readonly region: string;
      /** Exact text; absent if there is no figure. */
      readonly value?: string;
      readonly unit: Unit;
      readonly figure?: Figure;
      /** Of an indicator that is itself worked out. */
      readonly formula?: string;
    }
  | {
      readonly kind: 'growth';
      readonly indicator: string;
      readonly title: Title;
      /** The later of the two years. */
      readonly year: number;
      readonly region: string;
      /** Growth over the year before, exact text: 1/10 is ten percent. */
      readonly value?: string;
      /** Both figures, of one vintage; of an index that of the later year only. */
      readonly figures: readonly Figure[];
      /** The indicator is itself an index of the year before. */
      readonly ofIndex?: true;
      /** The years whose figure is lacking, where there is no growth for it. */
      readonly lacks?: readonly number[];
    }
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly title: Title;
      readonly value?: string;
      readonly unit?: Unit;
      readonly authority?: Authority;
      readonly document?: string;
    }
  | {
      readonly kind: 'standard';
      readonly name: string;
      readonly title: Title;
      readonly year: number;
      readonly value?: string;
      readonly unit?: Unit;
      readonly status?: string;
      /** It was of an earlier year itself, and carried over. */
      readonly carriedOver?: true;
      readonly authority?: Authority;
      readonly document?: string;
    };

/** Why a formula has no result. */
export interface MissingInput {
  readonly kind: DerivationInput['kind'];
  readonly name: string;
  readonly title: Title;
  readonly year?: number;
  readonly region?: string;
  /** Of growth: whether it is that of an index; the years whose figure is lacking. */
  readonly ofIndex?: true;
  readonly lacks?: readonly number[];
  /** `otherVintage`: both years have figures, but none of one series; `notYetKnown`: published later; `publicationUnknown`: nobody recorded on which day; `notPositive`: nothing can be rounded to it. */
  readonly why: 'absent' | 'otherVintage' | 'notYetKnown' | 'publicationUnknown' | 'notPositive';
}

/** How a yearly value was worked out by a formula of a pack: inputs, arithmetic, bounds and the one rounding. */
export interface Derivation {
  readonly formula: string;
  readonly title: Title;
  /** The formula's text, FEEL. */
  readonly text: string;
  readonly authority: Authority;
  readonly document?: string;
  readonly parameter: string;
  readonly unit?: Unit;
  readonly region: string;
  readonly regionName: Title;
  readonly year: number;
  readonly inputs: readonly DerivationInput[];
  /** The formula with every reading replaced by what it came to. */
  readonly arithmetic: string;
  /** The exact result before floor, ceiling and rounding. */
  readonly exact?: string;
  readonly floor?: string;
  readonly ceiling?: string;
  /** Which of them decided. */
  readonly boundedBy?: 'floor' | 'ceiling';
  readonly rounding: { readonly multiple?: string; readonly mode: RoundingMode };
  /** The result; absent if something is missing. */
  readonly value?: string;
  readonly missing: readonly MissingInput[];
  /** Readings taken in place of others that are not known. */
  readonly standIns: readonly { readonly instead: Title; readonly used: Title; readonly year: number }[];
  /** What it rests on that nobody has published: the formula itself, or parameters. */
  readonly projectDefaults: readonly string[];
}
