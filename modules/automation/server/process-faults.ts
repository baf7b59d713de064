import { reachOf } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import { givenValues } from '../../../server/records/given-values.ts';
import { patchSchema } from '../../../shared/contract/field-schemas.ts';
import { AppError, type FieldError } from '../../../shared/errors.ts';
import { asksBeyond } from '../../../shared/filter/asks-beyond.ts';
import { checkFilter } from '../../../shared/filter/check.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { conditionsOf } from '../../../shared/filter/parts-of-filter.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { FieldValue, ProcessInput, Step, Whom } from '../contract/index.ts';
import { isTellable, placeholdersIn } from './placeholders.ts';
import { ownerFieldOf } from './whom.ts';

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
    ...steps.flatMap((step, index) => stepFaults(ctx, noun, step).map(under(`steps.${index}`))),
  ];
}

/** The noun, if processes may be about its records. */
export function findSubject(ctx: Context, name: string): Noun | null {
  const noun = ctx.registry.findNoun(name);
  return noun && !noun.internal && !noun.retired ? noun : null;
}

const under = (path: string) => (fault: FieldError) => ({ ...fault, path: `${path}.${fault.path}` });

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

function stepFaults(ctx: Context, noun: Noun, step: Step): FieldError[] {
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
  }
}

function mayCreate(ctx: Context, name: string): boolean {
  const noun = ctx.registry.findNoun(name);
  return noun !== null && reachOf(ctx, noun, 'create') !== 'none';
}

function textFaults(noun: Noun, text: string, path: string): FieldError[] {
  const fields = allFields(noun);
  const unknown = placeholdersIn(text).find((name) => !Object.hasOwn(fields, name) || !isTellable(fields[name]));
  return unknown === undefined ? [] : [{ path, code: 'unknownPlaceholder', params: { placeholder: unknown } }];
}

function whomFaults({ registry }: Context, noun: Noun, { who }: Whom): FieldError[] {
  const needsOwner = who === 'owner' || who === 'head';
  return needsOwner && !ownerFieldOf(registry, noun) ? [{ path: 'for.who', code: 'nobodysRecords' }] : [];
}

/** `target` is whose fields are set, `noun` what the texts in them speak of. */
export function valuesFaults(target: Noun, noun: Noun, values: readonly FieldValue[]): FieldError[] {
  return values.flatMap((value, index): FieldError[] => {
    const path = `values.${index}`;
    const field = Object.hasOwn(target.fields, value.field) ? target.fields[value.field] : undefined;
    if (!field || field.masked)
      return [{ path: `${path}.field`, code: 'unknownField', params: { field: value.field } }];
    if (values.findIndex((other) => other.field === value.field) < index)
      return [{ path: `${path}.field`, code: 'duplicate' }];
    if (field.readOnly || field.retired || unset.has(field.kind)) return [{ path: `${path}.field`, code: 'readOnly' }];
    return valueFaults(target, noun, field, value).map(under(path));
  });
}

/** What a person attaches, and what the server numbers. */
const unset: ReadonlySet<string> = new Set(['files', 'autonumber']);
const texts: ReadonlySet<string> = new Set(['text', 'longText']);

/** Whether a value given for the field is a text with placeholders. */
export function isTemplate(field: Field | undefined, value: unknown): value is string {
  return field !== undefined && texts.has(field.kind) && typeof value === 'string' && placeholdersIn(value).length > 0;
}

function valueFaults(target: Noun, noun: Noun, field: Field, value: FieldValue): FieldError[] {
  if ('from' in value) {
    const kinds = value.from === 'now' ? ['date', 'datetime'] : ['member'];
    return kinds.includes(field.kind) ? [] : [{ path: 'from', code: 'wrongType' }];
  }
  const given = value.value ?? null;
  if (given === null) return field.required ? [{ path: 'value', code: 'required' }] : [];
  if (isTemplate(field, given)) return textFaults(noun, given, 'value');
  try {
    givenValues(target, patchSchema(target), { [value.field]: given });
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return error.fields.map(({ path: _, ...fault }) => ({ ...fault, path: 'value' }));
  }
}
