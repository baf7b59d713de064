import type { TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Email, PersonName, Phone, RecordOf } from '../../../shared/nouns/value.ts';
import { task } from '../../tasks/contract/index.ts';
import { lead } from '../contract/index.ts';

/** A lead has a name, is converted only by its conversion, and whoever is given it gets a task with it. */
export const leadRules = defineRules({
  noun: lead,

  async beforeCreate(ctx, values) {
    const isImport = ctx.through === 'import';
    if (values.status === 'converted' && !isImport) throw invalidField('status', 'convertedByConversion');
    const closedAt = isClosed(values.status) && !isImport ? ctx.now().toISOString() : null;
    return { ...values, name: values.name || nameFor(ctx, values), closedAt };
  },

  async beforeUpdate(ctx, before, patch) {
    if (before.status === 'converted' && ['status', 'company', 'person'].some((name) => name in patch))
      throw new AppError(409, 'leadConverted');
    if (patch.status === 'converted') throw invalidField('status', 'convertedByConversion');
    const named = 'name' in patch && !patch.name ? { ...patch, name: nameFor(ctx, { ...before, ...patch }) } : patch;
    return 'status' in patch ? moved(ctx, named) : named;
  },

  /** What a lead became hangs on it: one that is still open does not take that in. */
  async beforeMerge(_ctx, winner, other) {
    if (other.status === 'converted' && winner.status !== 'converted') throw new AppError(409, 'leadConverted');
    return {};
  },

  async afterWrite(ctx, before, after) {
    if (!after?.owner || after.owner.id === before?.owner?.id) return;
    if (isClosed(after.status) || ctx.through === 'import' || after.owner.id === ctx.actor.memberId) return;
    await giveTask(ctx, after);
  },
});

/** Of a company's name and a person's together there may be more than a name holds. */
const longestName = lead.fields.name.maxLength;

const isClosed = (status: unknown): boolean => status === 'converted' || status === 'rejected';

/** A change of status with what follows from it: rejected now; or open again, and so without a reason against it. */
function moved(ctx: TransactionContext, patch: Values): Values {
  if (patch.status === 'rejected') return { ...patch, closedAt: ctx.now().toISOString() };
  return { ...patch, closedAt: null, rejectionReason: null, rejectionComment: null };
}

/** Whoever is known to have come, or how to reach them, else the day they came. */
function nameFor(ctx: TransactionContext, values: Values): string {
  const contact = values.contact as PersonName | null | undefined;
  const [email] = (values.emails ?? []) as readonly Email[];
  const [phone] = (values.phones ?? []) as readonly Phone[];
  const known = [contact && personNameText(contact, ctx.workspace.language), values.companyName].filter(Boolean);
  const today = localDate(ctx.workspace.timeZone, ctx.now());
  const name = known.join(', ') || email?.address || phone?.original || phone?.number || today;
  return [...name].slice(0, longestName).join('');
}

/** Within the hour: who answers first is who sells. Nobody gets a second task while the first is open. */
async function giveTask(ctx: TransactionContext, record: LeadRecord): Promise<void> {
  const tasks = await readMany(ctx, task, 'lead', [record.id]);
  if (tasks.some(({ done, owner }) => !done && owner?.id === record.owner?.id)) return;
  const dueAt = new Date(ctx.now().getTime() + 60 * 60 * 1000).toISOString();
  await createRecord(ctx, task, { title: record.name, kind: 'call', dueAt, owner: record.owner?.id, lead: record.id });
}

type LeadRecord = RecordOf<typeof lead>;
