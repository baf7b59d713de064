import { createRecord } from '../../../../server/records/create.ts';
import { nounLabel } from '../../../../server/texts/noun-labels.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import { task } from '../../../tasks/contract/index.ts';
import type { StepOf } from '../../contract/index.ts';
import { dueMoment } from '../due-moment.ts';
import { noteLeftOut, type Reader, readAs, wordsFor } from '../readers.ts';
import { chooseMember } from '../whom.ts';
import type { Outcome, StepWorld } from './step-world.ts';

const longestTitle = 500;

/**
 * Makes a task about the record, for whom it says, in no words that they may not read. Who may not see the record can do nothing about
 * it: then it is the maker's.
 */
export async function makeTask(world: StepWorld, step: StepOf<'task'>): Promise<Outcome> {
  const { acting, noun, record, maker } = world;
  const tasks = acting.registry.getNoun(task.name);
  const chosen = await chooseMember(acting.db, acting.registry, step.for, world);
  const meant = await readAs(world, chosen);
  const reader = meant ?? { member: maker, ctx: acting, noun, record };
  const title = wordsFor(reader, step.title).replaceAll(/\s+/g, ' ').trim();
  const description = wordsFor(reader, step.description).trim();
  const pointer = pointerTo(tasks, noun);
  const made = await createRecord(acting, tasks, {
    title: cut(title || recordName(reader)),
    description: pointer ? description : [recordName(reader), description].filter(Boolean).join('\n'),
    owner: reader.member,
    ...(step.kind ? { kind: step.kind } : {}),
    ...(step.due ? { dueAt: dueMoment(acting.workspace.timeZone, acting.now(), step.due).toISOString() } : {}),
    ...(pointer ? { [pointer]: record.id } : {}),
  });
  return {
    made: [{ noun: tasks.name, id: made.id }],
    notes: meant
      ? noteLeftOut(meant, step.title, step.description)
      : [{ what: 'givenToMaker', member: chosen, fields: [] }],
  };
}

/** The field by which a noun's records point at one of another noun, if there is one. */
export function pointerTo(from: Noun, to: Noun): string | null {
  const found = Object.entries(from.fields).find(
    ([, field]) => field.kind === 'relation' && field.to === to.name && !field.readOnly && !field.retired,
  );
  return found?.[0] ?? null;
}

/** What sort of record it is and what it is called, where nothing else leads to it. */
function recordName(reader: Reader): string {
  const { ctx, noun } = reader;
  return `${nounLabel(ctx.registry, noun, ctx.language)}: ${wordsFor(reader, `{{${noun.title}}}`)}`;
}

function cut(text: string): string {
  return text.length > longestTitle ? `${[...text].slice(0, longestTitle - 1).join('')}…` : text;
}
