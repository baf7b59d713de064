import { createRecord } from '../../../../server/records/create.ts';
import type { Field } from '../../../../shared/nouns/field.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { StepOf } from '../../contract/index.ts';
import { valuesFor } from './set-values.ts';
import type { Outcome, StepWorld } from './step-world.ts';

/** Makes a record of another noun that points at this one. */
export async function makeLinked(world: StepWorld, step: StepOf<'record'>): Promise<Outcome> {
  const { acting, noun, record } = world;
  const target = acting.registry.getNoun(step.noun);
  const pointer = pointerValue(target.fields[step.link], noun, record.id);
  const made = await createRecord(acting, target, { ...valuesFor(world, target, step.values), [step.link]: pointer });
  return { made: [{ noun: target.name, id: made.id }], notes: [] };
}

/** Whether a field may point at records of the noun. */
export function isPointerTo(field: Field | undefined, { name }: Noun): boolean {
  if (!field || field.readOnly || field.retired || field.masked) return false;
  if (field.kind === 'anyRelation') return field.nouns?.includes(name) ?? true;
  return (field.kind === 'relation' || field.kind === 'links') && field.to === name;
}

function pointerValue(field: Field | undefined, { name: noun }: Noun, id: string): unknown {
  if (field?.kind === 'links') return [id];
  return field?.kind === 'anyRelation' ? { noun, id } : id;
}
