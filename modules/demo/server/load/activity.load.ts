import type { FinishedRecord } from '../../../../server/records/rules.ts';
import { everyCulture } from './company.load.ts';
import { dayLength, idAt, isoTime, type LoadWorld, timeOf } from './world.ts';

const taskKinds = ['call', 'meeting', 'letter', 'visit', 'task'] as const;

/** The `index`th of `count` tasks: past ones are nearly all done. */
export function inventTask(world: LoadWorld, index: number, count: number): FinishedRecord {
  const { random, end } = world;
  const time = timeOf(world, index, count);
  const subject = inventSubject(world);
  const kind = random.pick(taskKinds);
  const dueAt = Math.floor((time + random.next() * 14 * dayLength) / 1_800_000) * 1_800_000;
  const done = dueAt < end && random.chance(0.96);
  const values = {
    title: random.pick(random.pick(everyCulture).tasks[kind]),
    ...{ kind, done, ...subject },
    initiative: kind === 'task' ? undefined : index % 3 === 0 ? 'theirs' : 'ours',
    dueAt: isoTime(dueAt),
    completedAt: done ? isoTime(dueAt) : undefined,
    state: done ? 'done' : undefined,
    priority: random.weigh([
      ['normal', 75],
      ['high', 15],
      ['low', 10],
    ]),
  };
  return { id: idAt(random, time), createdAt: isoTime(time), createdBy: subject.owner, values };
}

/** The `index`th of `count` notes. */
export function inventNote(world: LoadWorld, index: number, count: number): FinishedRecord {
  const { random } = world;
  const time = timeOf(world, index, count);
  const { owner: author, ...subject } = inventSubject(world);
  const culture = random.pick(everyCulture);
  const body = random.pick([...culture.dealNotes, ...culture.companyNotes]);
  const values = { body, author, pinned: random.chance(0.02), ...subject };
  return { id: idAt(random, time), createdAt: isoTime(time), createdBy: author, values };
}

/** What an activity is about, and whose it is. */
function inventSubject({ random, deals, people, owners }: LoadWorld) {
  if (deals.length > 0 && random.chance(0.6)) {
    const { id: deal, company, owner } = random.pick(deals);
    return { deal, company: company ?? undefined, owner };
  }
  const owner = random.pick(owners);
  if (people.length === 0) return { owner };
  const { id: person, company } = random.pick(people);
  return { person, company: company ?? undefined, owner };
}
