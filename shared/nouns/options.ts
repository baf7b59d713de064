import type { ChoiceOption } from './field.ts';

/** Phases of a relationship, used alike for companies and people. */
export const lifecyclePhases = [
  { value: 'prospect', color: 'blue' },
  { value: 'attracted', color: 'cyan' },
  { value: 'retained', color: 'teal' },
  { value: 'loyal', color: 'green' },
  { value: 'lost', color: 'gray' },
] as const satisfies readonly ChoiceOption[];

/** Where a client or a deal came from. */
export const acquisitionSources = [
  { value: 'website' },
  { value: 'advertising' },
  { value: 'recommendation' },
  { value: 'exhibition' },
  { value: 'coldCall' },
  { value: 'socialNetwork' },
  { value: 'partner' },
  { value: 'walkIn' },
  { value: 'other' },
] as const satisfies readonly ChoiceOption[];

/** By which way somebody made themselves known first. */
export const leadChannels = [
  { value: 'webForm' },
  { value: 'phone' },
  { value: 'email' },
  { value: 'messenger' },
  { value: 'chat' },
  { value: 'meeting' },
  { value: 'list' },
  { value: 'other' },
] as const satisfies readonly ChoiceOption[];

/** The colours of marks: tags and groups. */
export const labelColors = [
  { value: 'blue', color: 'blue' },
  { value: 'cyan', color: 'cyan' },
  { value: 'teal', color: 'teal' },
  { value: 'green', color: 'green' },
  { value: 'lime', color: 'lime' },
  { value: 'yellow', color: 'yellow' },
  { value: 'orange', color: 'orange' },
  { value: 'red', color: 'red' },
  { value: 'pink', color: 'pink' },
  { value: 'grape', color: 'grape' },
  { value: 'violet', color: 'violet' },
  { value: 'indigo', color: 'indigo' },
  { value: 'gray', color: 'gray' },
] as const satisfies readonly ChoiceOption[];
