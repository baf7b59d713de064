import type { Context } from '../../../server/context.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { asksBeyond } from '../../../shared/filter/asks-beyond.ts';
import { checkFilter } from '../../../shared/filter/check.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { conditionsOf } from '../../../shared/filter/parts-of-filter.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { ProcessInput, Step } from '../contract/index.ts';
import { stepFaults } from './step-faults.ts';

type Definition = Pick<ProcessInput, 'noun' | 'start' | 'filter' | 'steps'>;

/**
 * What of a process can not be, by path, as its maker sees the workspace: they must see what it reads, and may write what it
 * writes. Empty when it can be switched on.
 */
export function findFaults(ctx: Context, { noun: name, start, filter, steps }: Definition): FieldError[] {
  const noun = findSubject(ctx, name);
  if (!noun) return [{ path: 'noun', code: 'unknownNoun', params: { noun: name } }];
  return [
    ...(start.on === 'matches' ? startFaults(ctx, noun, start.filter) : []),
    ...(start.on === 'date' ? dateFaults(noun, start.field) : []),
    ...(filter ? filterFaults(ctx, noun, filter, 'filter') : []),
    ...steps.flatMap((_, index) => faultsAt(ctx, noun, steps, index).map(under(`steps.${index}`))),
  ];
}

/** The noun, if processes may be about its records. */
export function findSubject(ctx: Context, name: string): Noun | null {
  const noun = ctx.registry.findNoun(name);
  return noun && !noun.internal && !noun.retired ? noun : null;
}

function faultsAt(ctx: Context, noun: Noun, steps: readonly Step[], index: number): FieldError[] {
  const step = steps[index];
  if (!step) return [];
  const { only } = step;
  const isFirst = !steps.slice(0, index).some((one) => one.only?.is === 'if');
  return [
    ...(only?.is === 'if' ? conditionFaults(ctx, noun, only.filter) : []),
    ...(only?.is === 'else' && isFirst ? [{ path: 'only', code: 'elseOfNothing' }] : []),
    ...(step.do === 'wait' && index === steps.length - 1 ? [{ path: 'do', code: 'waitsForNothing' }] : []),
    ...stepFaults(ctx, noun, step),
  ];
}

const under = (path: string) => (fault: FieldError) => ({ ...fault, path: `${path}.${fault.path}` });

function conditionFaults(ctx: Context, noun: Noun, filter: Filter): FieldError[] {
  const path = 'only.filter';
  if ('all' in filter && filter.all.length === 0) return [{ path, code: 'required' }];
  return filterFaults(ctx, noun, filter, path);
}

function filterFaults(ctx: Context, noun: Noun, filter: Filter, path: string): FieldError[] {
  const faults = checkFilter(filter, noun, ctx.registry.findNoun);
  return faults.map((fault) => ({ ...fault, path: [path, fault.path].filter(Boolean).join('.') }));
}

function dateFaults(noun: Noun, name: string): FieldError[] {
  const path = 'start.field';
  const fields = allFields(noun);
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field || field.masked || field.retired) return [{ path, code: 'unknownField', params: { field: name } }];
  return field.kind === 'date' || field.kind === 'datetime' ? [] : [{ path, code: 'startsByDates' }];
}

/** What a record held before is known of its own fields alone, and of none that is worked out. */
function startFaults(ctx: Context, noun: Noun, filter: Filter): FieldError[] {
  const path = 'start.filter';
  if ('all' in filter && filter.all.length === 0) return [{ path, code: 'required' }];
  const faults = filterFaults(ctx, noun, filter, path);
  if (faults.length > 0) return faults;
  if (asksBeyond(filter, noun, ctx.registry.findNoun)) return [{ path, code: 'startsByOwnFields' }];
  const worked = conditionsOf(filter).find(({ field }) => noun.fields[field.split('.')[0] ?? '']?.computed);
  return worked ? [{ path, code: 'startsByWorked', params: { noun: noun.name, field: worked.field } }] : [];
}
