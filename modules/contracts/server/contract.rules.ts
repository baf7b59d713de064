import type { TransactionContext } from '../../../server/context.ts';
import { filterContextOf } from '../../../server/context.ts';
import { takeNumber } from '../../../server/records/autonumber.ts';
import { assertNoCycle } from '../../../server/records/hierarchy.ts';
import { readKnown } from '../../../server/records/read-known.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { invalidField } from '../../../shared/errors.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { findOwnSide } from '../../companies/server/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { contract } from '../contract/index.ts';
import { isNumberTaken } from './contract.repository.ts';

/** A contract is somebody's, has a number, and ends no earlier than it begins; one that adds to another is with the same side. */
export const contractRules = defineRules({
  noun: contract,

  async beforeCreate(ctx, given) {
    const values = withDays(ctx, await completed(ctx, given), null);
    assertWhole(values);
    return { ...values, number: values.number || (await nextNumber(ctx, values)) };
  },

  async beforeUpdate(ctx, before, patch) {
    if (typeof patch.parent === 'string')
      await assertNoCycle(ctx, contract, before.id, { parent: patch.parent }, 'contractWithinItself');
    if ('number' in patch && !patch.number) throw invalidField('number', 'required');
    const { startsOn, endsOn, signedOn } = before;
    const values = withDays(ctx, { ...patch }, { signedOn });
    assertWhole({ startsOn, endsOn, company: before.company?.id, person: before.person?.id, ...values });
    return values;
  },
});

/** What is not said follows from the contract it adds to, from its deal, and from the client's terms. */
async function completed(ctx: TransactionContext, given: Values): Promise<Values> {
  const [above] = await readKnown(ctx, contract, 'id', idsIn(given.parent));
  const [sale] = await readKnown(ctx, deal, 'id', idsIn(given.deal ?? above?.deal?.id));
  const values = { ...given };
  if (!values.company && !values.person) {
    values.company = above?.company?.id ?? sale?.company?.id ?? null;
    values.person = above?.person?.id ?? null;
  }
  if (ctx.through === 'import') return values;
  values.ownSide ??= above?.ownSide?.id ?? (await findOwnSide(ctx))?.id ?? null;
  if (values.amount === undefined && !above) values.amount = sale?.amount ?? null;
  if (values.paymentDays === undefined) {
    const [client] = await readKnown(ctx, company, 'id', idsIn(values.company));
    values.paymentDays = above?.paymentDays ?? client?.paymentDays ?? null;
  }
  return values;
}

/** What is signed was signed on a day: today, unless another is given. An import that does not know it makes none up. */
function withDays(
  ctx: TransactionContext,
  values: Values,
  before: { readonly signedOn: string | null } | null,
): Values {
  const isSigned = values.status === 'signed' || values.status === 'running';
  if (!isSigned || ctx.through === 'import' || values.signedOn || (before?.signedOn && !('signedOn' in values)))
    return values;
  return { ...values, signedOn: filterContextOf(ctx).today };
}

function assertWhole({ company: firm, person, startsOn, endsOn }: Values): void {
  if (!firm && !person) throw invalidField('company', 'contractOfNobody');
  if (startsOn && endsOn && (endsOn as string) < (startsOn as string)) throw invalidField('endsOn', 'endsBeforeStart');
}

/** Counted for each of our sides, in the form that it keeps; what somebody typed before is passed over. */
async function nextNumber(ctx: TransactionContext, { ownSide }: Values): Promise<string> {
  const [side] = await readMany(ctx, company, 'id', idsIn(ownSide));
  const counter = { noun: contract.name, field: `number ${side?.id ?? ''}` };
  for (;;) {
    const number = await takeNumber(
      ctx,
      counter,
      side?.contractNumbering ?? usualNumbering,
      filterContextOf(ctx).today,
    );
    if (!(await isNumberTaken(ctx, number))) return number;
  }
}

const usualNumbering = '{YYYY}-{0000}';

function idsIn(pointer: unknown): readonly string[] {
  if (!pointer) return [];
  return [typeof pointer === 'string' ? pointer : (pointer as Reference).id];
}
