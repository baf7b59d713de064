import { asSystem } from '../../../../server/context.ts';
import { tell } from '../../../notices/server/index.ts';
import type { StepOf } from '../../contract/index.ts';
import { noteLeftOut, readAs, wordsFor } from '../readers.ts';
import { chooseMember } from '../whom.ts';
import type { Outcome, StepWorld } from './step-world.ts';

/** Tells a member of the record, in no words that they may not read; who may not see the record is not told. */
export async function sendNotice(world: StepWorld, step: StepOf<'notice'>): Promise<Outcome> {
  const { acting, noun, record } = world;
  const member = await chooseMember(acting.db, acting.registry, step.for, world);
  const reader = await readAs(world, member);
  if (!reader) return { made: [], notes: [{ what: 'notTold', member, fields: [] }] };
  const text = wordsFor(reader, step.text).replaceAll(/\s+/g, ' ').trim();
  await tell(asSystem(acting), { kind: 'process', member, by: null, noun: noun.name, ids: [record.id], text });
  return { made: [], notes: noteLeftOut(reader, step.text) };
}
