import { type Context, inTransaction } from '../../../../server/context.ts';
import { loadInBulk } from '../../../../server/metadata/bulk-load.ts';
import { insertMany } from '../../../../server/records/insert-many.ts';
import type { FinishedRecord, Values } from '../../../../server/records/rules.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import { company } from '../../../companies/contract/index.ts';
import { deal, dealLine, stageVisit } from '../../../deals/contract/index.ts';
import { note } from '../../../notes/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import { inventNote, inventTask } from './activity.load.ts';
import { inventCompany } from './company.load.ts';
import { createWorld } from './create-world.ts';
import { type InventedDeal, inventDeal } from './deal.load.ts';
import { inventPerson } from './person.load.ts';
import type { LoadWorld } from './world.ts';

/** How many of each are wanted; three fifths of the activities become tasks, the others notes. */
export interface LoadWish {
  readonly people: number;
  readonly companies: number;
  readonly deals: number;
  readonly activities: number;
  /** Values of fields that the workspace has added to people, for the `index`th. */
  readonly addedToPerson?: (index: number) => Values;
}

const batchSize = 1000;

/**
 * Writes that many records as the verbs would have, but for the change log, in one transaction. The same numbers on the
 * same day give the same records. Answers how many rows there are of each noun, deal lines and stage visits included.
 */
export function loadRecords(
  ctx: Context,
  wish: LoadWish,
  say: (line: string) => void = () => undefined,
): Promise<Readonly<Record<string, number>>> {
  return inTransaction(ctx, async (tx) => {
    const world = await createWorld(tx);
    const written: Record<string, number> = {};
    const tell = (noun: Noun, count: number) => {
      written[noun.plural] = (written[noun.plural] ?? 0) + count;
    };
    await loadInBulk(tx, [company, person, deal, dealLine, stageVisit, task, note], async () => {
      await writePlain(world, wish, tell, say);
      say('Building indexes');
    });
    return written;
  });
}

type Tell = (noun: Noun, count: number) => void;

async function writePlain(world: LoadWorld, wish: LoadWish, tell: Tell, say: (line: string) => void): Promise<void> {
  const tasks = Math.round(wish.activities * 0.6);
  const one = (noun: Noun, invent: typeof inventPerson) => (index: number, count: number) =>
    [[noun, [invent(world, index, count)]]] as const;
  await write(world, wish.companies, one(company, inventCompany), tell);
  say(`${wish.companies} companies`);
  const inventWhole = (...[, index, count]: Parameters<typeof inventPerson>): FinishedRecord => {
    const { values, ...record } = inventPerson(world, index, count);
    return { ...record, values: { ...values, ...wish.addedToPerson?.(index) } };
  };
  await write(world, wish.people, one(person, inventWhole), tell);
  say(`${wish.people} people`);
  await write(world, wish.deals, (index, count) => partsOf(inventDeal(world, index, count)), tell);
  say(`${wish.deals} deals`);
  await write(world, tasks, one(task, inventTask), tell);
  await write(world, wish.activities - tasks, one(note, inventNote), tell);
  say(`${wish.activities} activities`);
}

function partsOf({ deal: record, lines, visits }: InventedDeal) {
  return [
    [deal, [record]],
    [dealLine, lines],
    [stageVisit, visits],
  ] as const;
}

type Parts = readonly (readonly [Noun, readonly FinishedRecord[]])[];

/** The next batch is invented while the database writes the one before. */
async function write(
  { ctx }: LoadWorld,
  count: number,
  invent: (index: number, count: number) => Parts,
  tell: Tell,
): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < count; from += batchSize) {
    const batch = new Map<Noun, FinishedRecord[]>();
    for (let index = from; index < Math.min(from + batchSize, count); index++) {
      for (const [noun, records] of invent(index, count)) {
        batch.get(noun)?.push(...records) ?? batch.set(noun, [...records]);
      }
    }
    await writing;
    writing = writeBatch(ctx, batch, tell);
  }
  await writing;
}

async function writeBatch(ctx: LoadWorld['ctx'], batch: ReadonlyMap<Noun, readonly FinishedRecord[]>, tell: Tell) {
  for (const [noun, records] of batch) {
    await insertMany(ctx, noun, records);
    tell(noun, records.length);
  }
}
