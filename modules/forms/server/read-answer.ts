import type { Context } from '../../../server/context.ts';
import { labelsOf } from '../../../server/texts/locales.ts';
import { labelsByLanguage } from '../../../server/texts/noun-labels.ts';
import { parseInput } from '../../../shared/contract/field-errors.ts';
import { patchSchema } from '../../../shared/contract/field-schemas.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChoiceOption, Field } from '../../../shared/nouns/field.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { lead } from '../../leads/contract/index.ts';
import { type FormDefinition, mayAsk } from '../contract/index.ts';
import type { PageWords, Question } from './form-page.ts';

type Sent = Readonly<Record<string, string>>;

/** What the form asks, as the workspace has the fields now: one that is gone is asked no more. */
export function questionsOf(ctx: Context, { asks }: FormDefinition, language: Language): readonly Question[] {
  const noun = ctx.registry.getNoun(lead.name);
  const labels = labelsByLanguage(ctx.registry, noun)[language] ?? {};
  return asks.flatMap(({ field: name, required }) => {
    const field = noun.fields[name];
    if (!field || !mayAsk(name, field)) return [];
    const options = field.kind === 'choice' ? optionsOf(ctx, name, field.options, language) : [];
    return [{ name, label: labels[name] ?? name, kind: field.kind, isRequired: required, options }];
  });
}

function optionsOf(
  ctx: Context,
  field: string,
  options: readonly ChoiceOption[],
  language: Language,
): Question['options'] {
  const words = labelsOf(ctx.registry.modules, language).map(({ nouns }) => nouns?.[lead.name]?.options?.[field]);
  const named = words.find(Boolean) as Readonly<Record<string, string>> | undefined;
  return options
    .filter(({ retired }) => !retired)
    .map(({ value, label }) => ({ value, label: label?.[language] ?? named?.[value] ?? value }));
}

/** What was sent as values of a lead, and by name what is wrong with it. */
export function readAnswer(
  ctx: Context,
  questions: readonly Question[],
  sent: Sent,
  words: PageWords,
): { readonly said: Record<string, unknown>; readonly faults: Record<string, string> } {
  const noun = ctx.registry.getNoun(lead.name);
  const said: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const { name, isRequired } of questions) {
    const value = valueSent(noun.fields[name] as Field, name, sent);
    if (value !== null) said[name] = value;
    else if (isRequired) faults[name] = words.missing;
  }
  try {
    parseInput(patchSchema(noun), said);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    for (const { path } of error.fields ?? []) faults[path.split('.')[0] ?? path] ??= words.wrong;
  }
  return { said, faults };
}

/** Null for what was left empty. */
function valueSent(field: Field, name: string, sent: Sent): unknown {
  const text = (sent[name] ?? '').trim();
  if (field.kind === 'personName') {
    const parts = { given: (sent[`${name}.given`] ?? text).trim(), family: (sent[`${name}.family`] ?? '').trim() };
    const filled = Object.entries(parts).filter(([, part]) => part !== '');
    return filled.length > 0 ? Object.fromEntries(filled) : null;
  }
  if (text === '') return null;
  if (field.kind === 'emails' || field.kind === 'phones') return [text];
  if (field.kind === 'boolean') return ['true', 'on', 'yes', '1'].includes(text.toLowerCase());
  if (field.kind === 'number')
    return Number.isFinite(Number(text.replace(',', '.'))) ? Number(text.replace(',', '.')) : text;
  return text;
}
