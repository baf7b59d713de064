import { withEveryField } from '../../../server/access/seen-registry.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { lockRecord, type RecordText, readBack } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { assertReferences } from '../../../server/records/references.ts';
import { writeFields } from '../../../server/records/update.ts';
import { parseInput } from '../../../shared/contract/field-errors.ts';
import { patchSchema } from '../../../shared/contract/field-schemas.ts';
import { AppError, forbidden, underPath } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { company } from '../../companies/contract/index.ts';
import { nameFirstSource } from '../../companies/server/index.ts';
import { deal, dealLine } from '../../deals/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import type { Conversion, ConversionTarget } from '../contract/conversion.api.ts';
import { lead } from '../contract/index.ts';
import { carried, known, type LeadRecord, valuesToCarry } from './conversion-proposal.ts';
import { type Became, handOver } from './hand-over.ts';

/**
 * Makes a company, a person and a deal of a lead, or joins it to those that are there (which stay as they are), and takes
 * over to them what was done about it; all or nothing. Answers the lead.
 * @throws AppError 403, 404, 409 `inBin` and `leadConverted`, 422 `conversionEmpty` and each field at fault by `company.…`
 */
export function convert(ctx: Context, id: string, asked: Conversion): Promise<RecordText> {
  return inTransaction(ctx, async (tx) => {
    const record = await lockOpenLead(tx, id);
    if (!asked.company && !asked.person && !asked.deal) throw new AppError(422, 'conversionEmpty');
    const told = known(tx, record);
    const values = valuesToCarry(tx, record);
    const companyId = await settle(tx, company, asked.company, values.company);
    const ofCompany = companyId ? { company: companyId } : {};
    const personId = await settle(tx, person, asked.person, { ...values.person, ...ofCompany });
    const people = personId ? { people: [{ id: personId }] } : {};
    const dealId = await settle(tx, deal, asked.deal, { ...values.deal, ...ofCompany, ...people });
    if (dealId) await addLines(tx, told, dealId);
    const won = (noun: Noun) => carried(tx, noun, firstSourceOf(record), firstSourceOf(told));
    if (companyId) await nameFirstSource(tx, company, companyId, won(company), isNew(asked.company));
    if (personId) await nameFirstSource(tx, person, personId, won(person), isNew(asked.person));
    const became: Became = { company: companyId, person: personId, deal: dealId };
    await writeFields(tx, lead, { ...record }, { ...became, status: 'converted', closedAt: tx.now().toISOString() });
    await handOver(tx, id, became);
    return readBack(tx, tx.registry.getNoun(lead.name), id);
  });
}

const firstSourceOf = ({ source = null, channel = null, campaign = null }: Partial<LeadRecord>) => ({
  ...{ firstSource: source, firstChannel: channel, firstCampaign: campaign?.id ?? null },
});

const isNew = (target: ConversionTarget): boolean => target !== null && 'create' in target;

/** Two people who convert it at once take turns, and the second is told. */
async function lockOpenLead(ctx: TransactionContext, id: string): Promise<LeadRecord> {
  const { record, allowed } = await lockRecord(ctx, ctx.registry.getNoun(lead.name), id, 'update');
  if (!allowed) throw forbidden('update', lead.name);
  if (record.deletedAt) throw new AppError(409, 'inBin', { noun: lead.name, id });
  if (record.status === 'converted') throw new AppError(409, 'leadConverted');
  return record as object as LeadRecord;
}

/** The id of the record asked for: one that is there and may be seen, or a new one. */
async function settle(
  ctx: TransactionContext,
  noun: Noun,
  target: ConversionTarget,
  values: object | null,
): Promise<string | null> {
  if (!target) return null;
  if ('id' in target) {
    await assertReferences(ctx, lead, { [noun.name]: target.id });
    return target.id;
  }
  try {
    parseInput(patchSchema(ctx.registry.getNoun(noun.name)), target.create);
    return (await createRecord(withEveryField(ctx), noun, { ...values, ...target.create })).id;
  } catch (error) {
    throw underPath(noun.name, error);
  }
}

/** What the lead asked for stands in the deal, at the list price where that is in the currency of the first. */
async function addLines(ctx: TransactionContext, record: Partial<LeadRecord>, dealId: string): Promise<void> {
  const ids = (record.products ?? []).map(({ id }) => id);
  const found = await readMany(ctx, product, 'id', ids);
  const wanted = ids.flatMap((id) => found.filter((one) => one.id === id));
  const currency = wanted.find(({ price }) => price)?.price?.currency;
  for (const { id, price } of wanted) {
    const line = { deal: dealId, product: id };
    await createRecord(ctx, dealLine, price && price.currency !== currency ? { ...line, price: null } : line);
  }
}
