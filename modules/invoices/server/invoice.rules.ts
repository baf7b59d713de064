import { filterContextOf, type TransactionContext } from '../../../server/context.ts';
import { readKnown } from '../../../server/records/read-known.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { PersonName, Reference } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { findOwnSide } from '../../companies/server/index.ts';
import { contract } from '../../contracts/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { invoice } from '../contract/index.ts';
import { followLines } from './refresh.ts';

/** What may be said of an invoice that was issued: whose work it is, and what was noted of it. */
const open: ReadonlySet<string> = new Set(['owner', 'tags', 'description', 'files', 'externalId']);

/** An invoice is somebody's; once it was issued, it is what it is. */
export const invoiceRules = defineRules({
  noun: invoice,

  async beforeCreate(ctx, given) {
    const values = await completed(ctx, given);
    if (!values.company && !values.person) throw invalidField('company', 'invoiceOfNobody');
    return { ...values, name: await nameFor(ctx, values) };
  },

  async beforeUpdate(ctx, before, patch) {
    const isOpen = Object.keys(patch).every((name) => open.has(name) || /^x[A-Z]/.test(name));
    if (before.status !== 'draft') {
      if (!isOpen) throw new AppError(409, 'invoiceIssued');
      return patch;
    }
    const client = { company: before.company?.id, person: before.person?.id, deal: before.deal?.id, ...patch };
    if (!client.company && !client.person) throw invalidField('company', 'invoiceOfNobody');
    const renames = ['company', 'person', 'deal'].some((name) => name in patch);
    return renames ? { ...patch, name: await nameFor(ctx, client) } : patch;
  },

  async beforeDelete(_ctx, before) {
    if (before.status !== 'draft') throw new AppError(409, 'invoiceIssued');
  },

  async afterWrite(ctx, before, after) {
    if (before && after && before.taxIncluded !== after.taxIncluded) await followLines(ctx, after.id);
  },
});

/** What is not said follows from contract and deal, and from the client's terms. */
async function completed(ctx: TransactionContext, given: Values): Promise<Values> {
  const [agreed] = await readKnown(ctx, contract, 'id', idsIn(given.contract));
  const [sale] = await readKnown(ctx, deal, 'id', idsIn(given.deal));
  const values = { ...given };
  if (!values.company && !values.person) {
    values.company = sale?.company?.id ?? agreed?.company?.id ?? null;
    values.person = agreed?.person?.id ?? (values.company ? null : (sale?.people?.[0]?.id ?? null));
  }
  values.ownSide ??= agreed?.ownSide?.id ?? (await findOwnSide(ctx))?.id ?? null;
  if (values.paymentDays === undefined) {
    const [client] = await readKnown(ctx, company, 'id', idsIn(values.company));
    values.paymentDays = agreed?.paymentDays ?? client?.paymentDays ?? null;
  }
  return values;
}

/** A draft is called as its deal, else as whoever is to pay. */
async function nameFor(ctx: TransactionContext, values: Values): Promise<string> {
  const [sale] = await readKnown(ctx, deal, 'id', idsIn(values.deal));
  const [firm] = sale?.name ? [] : await readKnown(ctx, company, 'id', idsIn(values.company));
  const [human] = sale?.name || firm ? [] : await readKnown(ctx, person, 'id', idsIn(values.person));
  const name = human && personNameText(human.name as PersonName, ctx.workspace.language);
  return sale?.name || firm?.name || name || filterContextOf(ctx).today;
}

function idsIn(pointer: unknown): readonly string[] {
  if (!pointer) return [];
  return [typeof pointer === 'string' ? pointer : (pointer as Reference).id];
}
