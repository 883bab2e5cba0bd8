import type { Sensitivity, Title } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import type { Issue } from '../values/issues.js';
import type { Truth } from '../values/truth.js';
import type { Authority, DocumentSource } from './pack-schemas.js';
import type { ShownValue } from './reason.js';

/** How two values that are both known stand to each other. */
export type Relation = 'below' | 'equal' | 'above' | 'within' | 'outside' | 'includes' | 'lacks';

/** What a line is about; a program can pick lines by it. */
export type HeadName =
  | 'temporary'
  | 'layers'
  | 'standard'
  | 'identification'
  | 'category'
  | 'risks'
  | 'riskKinds'
  | 'redFlags'
  | 'refusals'
  | 'tier'
  | 'track'
  | 'measures'
  | 'possibleMeasures'
  | 'deadlines'
  | 'referrals'
  | 'possibleReferrals'
  | 'reassessment'
  | 'exit'
  | 'exitMode'
  | 'missing'
  | 'askFirst'
  | 'askSets'
  | 'gap'
  | 'changeIdentification'
  | 'changeExit'
  | 'checks'
  | 'alerts'
  | 'reminders'
  | 'issues'
  | 'declaredBlanks'
  | 'declaredComplete'
  | 'why'
  | 'standsOn'
  | 'from'
  | 'source'
  | 'result'
  | 'reasons'
  | 'toAnswer'
  | 'toCheck'
  | 'risksRecorded'
  | 'procedureSteps'
  | 'helpAdvised'
  | 'afterwards'
  | 'publicObjection'
  | 'steps'
  | 'object'
  | 'place'
  | 'household'
  | 'memberCount'
  | 'proposal'
  | 'grounds'
  | 'period';

/** Fixed words of the language, by name. */
export type PhraseName =
  | 'none'
  | 'notSettledPossibly'
  | 'possibly'
  | 'projectDefault'
  | 'needed'
  | 'thisSetSettles'
  | 'anySetSettles'
  | 'notAllSets'
  | 'mustNotHold'
  | 'oneIsEnough'
  | 'firstOfThese'
  | 'mustBe'
  | 'mustInclude'
  | 'cannotCompareWith'
  | 'compared'
  | 'noBoundOnDay'
  | 'yes'
  | 'no'
  | 'unknownYet'
  | 'visitToSee'
  | 'lowConfidence'
  | 'atDepartment'
  | 'alsoMissing'
  | 'othersOpen'
  | 'noneOfThese'
  | 'sameAsAbove'
  | 'notYetKnown'
  | 'noSmallChange'
  | 'noSmallChangeFound'
  | 'unpublished'
  | 'unpublishedRule'
  | 'unpublishedAll'
  | 'departmentsCheck'
  | 'refusedBecause'
  | 'localRule'
  | 'notUntilThen'
  | 'atTheDoor'
  | 'byInspection'
  | 'fromValue'
  | 'toValue'
  | 'becomes'
  | 'meets'
  | 'doesNotMeet'
  | 'notYetMet'
  | 'notYetTold'
  | 'toReview'
  | 'anyOfThese'
  | 'notAllChanges'
  | 'earliestOn'
  | 'notUntil'
  | 'notByTimeAlone';

/**
 * The smallest parts of an explanation. They hold no words of a language but those that the packs and the catalogue
 * give in both; a language is a table of functions from tokens to text.
 */
export type Token =
  | { readonly kind: 'phrase'; readonly phrase: PhraseName }
  /** A sentence that is the same for every household, in both languages: a standard, a deadline, an outcome. */
  | { readonly kind: 'text'; readonly text: Title; readonly sensitivity?: Sensitivity }
  | {
      readonly kind: 'rule';
      readonly name: string;
      readonly title: Title;
      readonly sensitivity?: Sensitivity;
    }
  | {
      readonly kind: 'leaf';
      readonly name: string;
      readonly title: Title;
      readonly sensitivity?: Sensitivity;
    }
  | {
      readonly kind: 'fact';
      readonly name?: string;
      readonly title: Title;
      readonly sensitivity?: Sensitivity;
    }
  /** What a fact is held against. */
  | {
      readonly kind: 'bound';
      readonly name?: string;
      readonly title: Title;
      readonly value: ShownValue;
      readonly sensitivity?: Sensitivity;
    }
  | { readonly kind: 'value'; readonly value: ShownValue; readonly sensitivity?: Sensitivity }
  | { readonly kind: 'truth'; readonly truth: Truth; readonly sensitivity?: Sensitivity }
  | {
      readonly kind: 'relation';
      readonly relation: Relation;
      readonly isOfDays?: true;
      readonly sensitivity?: Sensitivity;
    }
  /** How far two numbers are apart; `direction` is that of the fact from the bound. */
  | {
      readonly kind: 'margin';
      readonly amount: string;
      readonly unit?: Unit;
      readonly direction: 'below' | 'above';
      readonly sensitivity?: Sensitivity;
    }
  | { readonly kind: 'code'; readonly code: string; readonly sensitivity?: Sensitivity }
  | { readonly kind: 'day'; readonly day: string }
  /** So many further entries of a list. */
  | { readonly kind: 'notShown'; readonly count: number }
  /** A department: the clue came `from` it, `ask` it, or let it `inspect`. */
  | {
      readonly kind: 'department';
      readonly name: string;
      readonly role: 'from' | 'ask' | 'inspect' | 'named';
    }
  /** An answer to a question. */
  | { readonly kind: 'answer'; readonly value: ShownValue; readonly sensitivity?: Sensitivity }
  | { readonly kind: 'authority'; readonly authority: Authority }
  /** One of the documents listed at the end, by its number there. */
  /** `loosely`: nobody has published what stands here; the document is only what it was modelled on. */
  | { readonly kind: 'document'; readonly number: number; readonly loosely?: true }
  | { readonly kind: 'source'; readonly number: number; readonly document: DocumentSource }
  | { readonly kind: 'issue'; readonly issue: Issue }
  /** By how much a number is changed. */
  | {
      readonly kind: 'movement';
      readonly amount: string;
      readonly unit?: Unit;
      readonly direction: 'more' | 'less';
      readonly sensitivity?: Sensitivity;
    }
  /** A line that a change brings a figure over: which, how far it was off before, and from which side. */
  | {
      readonly kind: 'crossing';
      readonly fact: Title;
      readonly bound: Title;
      readonly amount: string;
      readonly unit?: Unit;
      readonly direction: 'up' | 'down';
      /** `reaches`: to be on the line is enough. */
      readonly arrives: 'reaches' | 'passes';
      readonly sensitivity?: Sensitivity;
    }
  /** Which item of a list, from 1. */
  | { readonly kind: 'ordinal'; readonly number: number }
  /** Left out because of who may read it. */
  | { readonly kind: 'masked' }
  | {
      readonly kind: 'list';
      readonly items: readonly (readonly Token[])[];
      readonly by: 'item' | 'part' | 'clause';
    }
  | { readonly kind: 'bracketed'; readonly tokens: readonly Token[] }
  /** What is spoken of, and what is said of it. */
  | { readonly kind: 'pair'; readonly of: readonly Token[]; readonly said: readonly Token[] };

/** One line of an explanation, and what stands below it. */
export interface Line {
  readonly head?: HeadName;
  readonly tokens: readonly Token[];
  readonly below: readonly Line[];
}

/** Why, as data: lines of tokens, the same for every language. */
export interface Explanation {
  /** It is advice: 民主评议 and the county decide. */
  readonly advice: true;
  readonly engineVersion: string;
  readonly policyHash: string;
  readonly region: Title;
  readonly on: string;
  readonly lines: readonly Line[];
}
