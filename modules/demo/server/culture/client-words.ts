import type { Language } from '../../../../shared/nouns/metadata.ts';

/** What the story says of clients, in the workspace's language. */
export interface ClientWords {
  /** A day that a company and a person keep every year. */
  readonly jubilee: string;
  readonly wedding: string;
}

export const clientWords: Readonly<Record<Language, ClientWords>> = {
  en: { jubilee: 'Company jubilee', wedding: 'Wedding day' },
  ru: { jubilee: 'День основания компании', wedding: 'Годовщина свадьбы' },
  bg: { jubilee: 'Рожден ден на фирмата', wedding: 'Годишнина от сватбата' },
  hy: { jubilee: 'Ընկերության հիմնադրման օրը', wedding: 'Հարսանիքի տարեդարձ' },
  ka: { jubilee: 'კომპანიის დაარსების დღე', wedding: 'ქორწილის დღე' },
};
