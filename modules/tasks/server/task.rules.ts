import { mayKnow } from '../../../server/access/access.ts';
import { withOwnFields } from '../../../server/access/seen-registry.ts';
import type { TransactionContext } from '../../../server/context.ts';
import { findRecordText } from '../../../server/records/read.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { RecordOf, Reference } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../contract/index.ts';

/** A task remembers when it was done, how often it was put off, and who began. */
export const taskRules = defineRules({
  noun: task,
  async beforeCreate(ctx, values) {
    const done = values.done === true || values.state === 'done';
    const stated = done ? { ...values, done, state: 'done' } : values;
    const placed = withInitiative(ctx, await withCompany(ctx, stated));
    return placed.done ? { ...placed, completedAt: momentOf(ctx, placed.dueAt) } : placed;
  },
  async beforeUpdate(ctx, before, patch) {
    return followed(ctx, before, patch);
  },
  beforeUpdateMany: async (ctx, changes) => changes.map(({ before, patch }) => followed(ctx, before, patch)),
});

/** What is done with somebody of a company, or for its deal, is done with the company, as far as the actor may see that. */
async function withCompany(ctx: TransactionContext, values: Values): Promise<Values> {
  const { company: given, deal: ofDeal, person: ofPerson } = values;
  if (given || !(ofDeal || ofPerson)) return values;
  const noun = ofDeal ? deal : person;
  if (!mayKnow(withOwnFields(ctx), noun, 'company')) return values;
  const about = await findRecordText(ctx, noun, String(ofDeal || ofPerson), { fields: ['company'] });
  const found = about ? (JSON.parse(about.json) as { company: Reference | null }).company : null;
  const isVisible = found && (await isLive(ctx, company, found.id));
  return isVisible ? { ...values, company: found.id } : values;
}

async function isLive(ctx: TransactionContext, noun: Noun, id: string): Promise<boolean> {
  const found = await findRecordText(ctx, noun, id, { fields: ['deletedAt'] });
  return found !== null && (JSON.parse(found.json) as { deletedAt: string | null }).deletedAt === null;
}

/** We began, where nobody says that they did; of what comes from elsewhere nothing is made up. */
function withInitiative(ctx: TransactionContext, values: Values): Values {
  const isOpen = values.initiative === undefined && isContact(values.kind) && ctx.through !== 'import';
  return isOpen ? { ...values, initiative: 'ours' } : values;
}

const isContact = (kind: unknown): boolean => typeof kind === 'string' && kind !== '' && kind !== 'task';

type TaskRecord = RecordOf<typeof task>;

function followed(ctx: TransactionContext, before: TaskRecord, given: Values): Values {
  const patch = inStep(before, given);
  const moment =
    'done' in patch
      ? { completedAt: patch.done ? tookPlace(ctx, before, patch) : null }
      : corrected(ctx, before, patch);
  const later = isPutOff(before, patch) ? { postponed: (before.postponed ?? 0) + 1 } : {};
  const begun = 'kind' in patch && !before.initiative ? withInitiative(ctx, patch) : patch;
  return { ...begun, ...moment, ...later };
}

/** Whether it is done and where it stands on a board say the same; of two that do not, whether it is done counts. */
function inStep(before: TaskRecord, patch: Values): Values {
  if ('done' in patch) {
    if (patch.done) return { ...patch, state: 'done' };
    const stays = patch.state !== undefined && patch.state !== 'done';
    return stays || before.state !== 'done' ? patch : { ...patch, state: 'todo' };
  }
  if (!('state' in patch)) return patch;
  const done = patch.state === 'done';
  return done === (before.done === true) ? patch : { ...patch, done };
}

/** Of what was said with a client the time may be told as it is ticked off; else it took place now. */
function tookPlace(ctx: TransactionContext, before: TaskRecord, { kind = before.kind, dueAt }: Values): string {
  return momentOf(ctx, isContact(kind) ? dueAt : null);
}

/** Of what was said with a client the time is when it took place: a wrong one is mended with it. */
function corrected(ctx: TransactionContext, { done, kind }: TaskRecord, { dueAt }: Values): Values {
  if (!done || kind === 'task' || typeof dueAt !== 'string') return {};
  return Date.parse(dueAt) < ctx.now().getTime() ? { completedAt: dueAt } : {};
}

/** What is done already, or had no time yet, is not put off. */
function isPutOff(before: TaskRecord, { dueAt, done }: Values): boolean {
  if (before.done || done || !before.dueAt || typeof dueAt !== 'string') return false;
  return Date.parse(dueAt) > Date.parse(before.dueAt);
}

/** What is entered as done took place at its time, where that is over; else now. */
function momentOf(ctx: TransactionContext, dueAt: unknown): string {
  const now = ctx.now();
  return typeof dueAt === 'string' && Date.parse(dueAt) < now.getTime() ? dueAt : now.toISOString();
}
