import { asSystem } from '../../../../server/context.ts';
import { tell } from '../../../notices/server/index.ts';
import type { StepOf } from '../../contract/index.ts';
import { filledIn } from '../placeholders.ts';
import { chooseMember } from '../whom.ts';
import type { Made, StepWorld } from './step-world.ts';

/** Tells a member of the record, if they may see it. */
export async function sendNotice(world: StepWorld, step: StepOf<'notice'>): Promise<Made> {
  const { acting, noun, record } = world;
  const member = await chooseMember(acting.db, acting.registry, step.for, world);
  const text = filledIn(acting, noun, step.text, record).replaceAll(/\s+/g, ' ').trim();
  await tell(asSystem(acting), { kind: 'process', member, by: null, noun: noun.name, ids: [record.id], text });
  return [];
}
