import { reachOf } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { Step, StepOf, Whom } from '../contract/index.ts';
import { isAddressed } from './letter-readers.ts';
import { textFaults } from './placeholders.ts';
import { isPointerTo } from './steps/make-record.ts';
import { valuesFaults } from './value-faults.ts';
import { ownerFieldOf } from './whom.ts';

/** What of a step can not be, by path, as its maker sees the workspace. */
export function stepFaults(ctx: Context, noun: Noun, step: Step): FieldError[] {
  switch (step.do) {
    case 'task':
      return [
        ...(mayCreate(ctx, 'task') ? [] : [{ path: 'do', code: 'stepForbidden' }]),
        ...textFaults(noun, step.title, 'title'),
        ...textFaults(noun, step.description, 'description'),
        ...whomFaults(ctx, noun, step.for),
      ];
    case 'notice':
      return [...textFaults(noun, step.text, 'text'), ...whomFaults(ctx, noun, step.for)];
    case 'set':
      return [
        ...(reachOf(ctx, noun, 'update') === 'none' ? [{ path: 'do', code: 'stepForbidden' }] : []),
        ...valuesFaults(noun, noun, step.values),
      ];
    case 'letter':
      return letterFaults(ctx, noun, step);
    case 'record':
      return recordFaults(ctx, noun, step);
    case 'webhook':
      // What goes to a webhook is the owners' business, as the webhooks are.
      return ctx.actor.role === 'owner' ? [] : [{ path: 'do', code: 'stepForbidden' }];
    case 'wait':
      return [];
  }
}

function letterFaults(ctx: Context, noun: Noun, { to, subject, text }: StepOf<'letter'>): FieldError[] {
  return [
    ...(mayCreate(ctx, 'task') ? [] : [{ path: 'do', code: 'stepForbidden' }]),
    ...(isAddressed(ctx.registry, noun, to) ? [] : [{ path: 'to.who', code: 'noLettersTo' }]),
    ...textFaults(noun, subject, 'subject'),
    ...textFaults(noun, text, 'text'),
    ...(to.who === 'owner' || to.who === 'head' ? whomFaults(ctx, noun, to, 'to') : []),
  ];
}

function recordFaults(ctx: Context, noun: Noun, { noun: name, link, values }: StepOf<'record'>): FieldError[] {
  const target = ctx.registry.findNoun(name);
  if (!target || target.internal || target.retired)
    return [{ path: 'noun', code: 'unknownNoun', params: { noun: name } }];
  if (!mayCreate(ctx, name)) return [{ path: 'do', code: 'stepForbidden' }];
  if (!isPointerTo(Object.hasOwn(target.fields, link) ? target.fields[link] : undefined, noun))
    return [{ path: 'link', code: 'pointsElsewhere' }];
  const double = values.findIndex(({ field }) => field === link);
  if (double >= 0) return [{ path: `values.${double}.field`, code: 'duplicate' }];
  return valuesFaults(target, noun, values);
}

function mayCreate(ctx: Context, name: string): boolean {
  const noun = ctx.registry.findNoun(name);
  return noun !== null && reachOf(ctx, noun, 'create') !== 'none';
}

function whomFaults({ registry }: Context, noun: Noun, { who }: Whom, path = 'for'): FieldError[] {
  const needsOwner = who === 'owner' || who === 'head';
  return needsOwner && !ownerFieldOf(registry, noun) ? [{ path: `${path}.who`, code: 'nobodysRecords' }] : [];
}
