import { createRecord } from '../../../../server/records/create.ts';
import { nounLabel } from '../../../../server/texts/noun-labels.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import { task } from '../../../tasks/contract/index.ts';
import type { StepOf } from '../../contract/index.ts';
import { dueMoment } from '../due-moment.ts';
import { filledIn } from '../placeholders.ts';
import { chooseMember } from '../whom.ts';
import type { Made, StepWorld } from './step-world.ts';

const longestTitle = 500;

/** Makes a task about the record, for whom it says. */
export async function makeTask(world: StepWorld, step: StepOf<'task'>): Promise<Made> {
  const { acting, noun, record } = world;
  const tasks = acting.registry.getNoun(task.name);
  const title = filledIn(acting, noun, step.title, record).replaceAll(/\s+/g, ' ').trim();
  const description = filledIn(acting, noun, step.description, record).trim();
  const pointer = pointerTo(tasks, noun);
  const made = await createRecord(acting, tasks, {
    title: cut(title || recordName(world)),
    description: pointer ? description : [recordName(world), description].filter(Boolean).join('\n'),
    owner: await chooseMember(acting.db, acting.registry, step.for, world),
    ...(step.kind ? { kind: step.kind } : {}),
    ...(step.due ? { dueAt: dueMoment(acting.workspace.timeZone, acting.now(), step.due).toISOString() } : {}),
    ...(pointer ? { [pointer]: record.id } : {}),
  });
  return [{ noun: tasks.name, id: made.id }];
}

/** The field by which a noun's records point at one of another noun, if there is one. */
export function pointerTo(from: Noun, to: Noun): string | null {
  const found = Object.entries(from.fields).find(
    ([, field]) => field.kind === 'relation' && field.to === to.name && !field.readOnly && !field.retired,
  );
  return found?.[0] ?? null;
}

/** What sort of record it is and what it is called, where nothing else leads to it. */
function recordName({ acting, noun, record }: StepWorld): string {
  const title = filledIn(acting, noun, `{{${noun.title}}}`, record);
  return `${nounLabel(acting.registry, noun, acting.language)}: ${title}`;
}

function cut(text: string): string {
  return text.length > longestTitle ? `${[...text].slice(0, longestTitle - 1).join('')}…` : text;
}
