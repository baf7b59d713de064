import type { Language } from '../../../../shared/nouns/metadata.ts';
import { bg } from './bg.ts';
import { en } from './en.ts';
import { hy } from './hy.ts';
import { ka } from './ka.ts';
import { ru } from './ru.ts';

/** What invented companies and people of a language's country are made of. Phones: each # stands for a digit. */
export interface Culture {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly mobile: string;
  readonly landline: string;
  readonly men: readonly string[];
  readonly women: readonly string[];
  /** Family names of men and of women. */
  readonly families: readonly (readonly [string, string])[];
  /** Patronymics of men and of women, where a full name has one. */
  readonly middles?: readonly (readonly [string, string])[];
  readonly cities: readonly { readonly city: string; readonly region?: string; readonly postalCode: string }[];
  readonly streets: readonly string[];
  /** Name and industry. */
  readonly companies: readonly (readonly [string, string])[];
  readonly legalForms: readonly string[];
  readonly jobTitles: readonly string[];
  /** Teams with their offices. */
  readonly teams: readonly (readonly [string, string])[];
  /** Name, category, unit, and price in euros. */
  readonly products: readonly (readonly [string, string, string, number])[];
  /** What a deal is called after its first product, `{company}` being the buyer. */
  readonly dealNames: readonly string[];
  /** What those who may become clients ask for. */
  readonly interests: readonly string[];
  readonly dealNotes: readonly string[];
  readonly companyNotes: readonly string[];
  readonly personNotes: readonly string[];
  readonly tasks: Readonly<Record<'call' | 'meeting' | 'letter' | 'visit' | 'task', readonly string[]>>;
  readonly lostComments: Readonly<Record<LostReason, string>>;
}
export type LostReason = 'price' | 'competitor' | 'noBudget' | 'noNeed' | 'noAnswer' | 'timing';

export const cultures: Readonly<Record<Language, Culture>> = { en, ru, bg, hy, ka };
