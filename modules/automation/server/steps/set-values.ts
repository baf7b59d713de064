import type { TransactionContext } from '../../../../server/context.ts';
import { updateRecord } from '../../../../server/records/update.ts';
import { localDate } from '../../../../shared/dates/time-zone.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { FieldValue, StepOf } from '../../contract/index.ts';
import { filledIn, isTemplate } from '../placeholders.ts';
import type { Outcome, StepWorld } from './step-world.ts';

/** Sets fields of the record itself; what holds that already is not written. */
export async function setValues(world: StepWorld, step: StepOf<'set'>): Promise<Outcome> {
  const { acting, noun, record } = world;
  await updateRecord(acting, noun, record.id, valuesFor(world, noun, step.values));
  return { made: [{ noun: noun.name, id: record.id }], notes: [] };
}

/** The values as they are now, of a record of `target`. */
export function valuesFor(world: StepWorld, target: Noun, values: readonly FieldValue[]): Record<string, unknown> {
  return Object.fromEntries(values.map((value) => [value.field, valueFrom(world, target, value)]));
}

function valueFrom(world: StepWorld, target: Noun, given: FieldValue): unknown {
  const { acting, noun, record, starter, maker } = world;
  const field = target.fields[given.field];
  if ('from' in given) {
    if (given.from === 'starter') return starter ?? maker;
    return field?.kind === 'date' ? today(acting) : acting.now().toISOString();
  }
  return isTemplate(field, given.value) ? filledIn(acting, noun, given.value, record) : (given.value ?? null);
}

function today({ workspace, now }: TransactionContext): string {
  return localDate(workspace.timeZone, now());
}
