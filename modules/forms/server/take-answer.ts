import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { AnyRecord, PersonName, RecordOf } from '../../../shared/nouns/value.ts';
import { campaign } from '../../campaigns/contract/index.ts';
import { writeDown } from '../../leads/server/index.ts';
import { formAnswer, type webForm } from '../contract/index.ts';
import { waitForTurn } from './turn.repository.ts';

export type FormRecord = RecordOf<typeof webForm>;

export interface Answer {
  readonly said: Readonly<Record<string, unknown>>;
  /** What they agreed to; null where they did not. */
  readonly consent: string | null;
  /** Marks of the link and the page they came from. */
  readonly cameBy: Readonly<Record<string, string>>;
}

/**
 * Keeps what was sent, then makes of it a lead or a contact with whoever is known: first kept, so that nothing is lost by what stands
 * against a lead. `ctx` is the system's.
 */
export async function takeAnswer(ctx: Context, form: FormRecord, answer: Answer): Promise<void> {
  const { kept, givenTo } = await inTransaction(ctx, (tx) => keep(tx, form, answer));
  try {
    await inTransaction(ctx, async (tx) => {
      const values = {
        ...answer.said,
        ...(await cameFrom(tx, form, answer.cameBy)),
        ...(givenTo ? { owner: givenTo } : {}),
      };
      const taken = await writeDown(tx, { occasion: 'campaign', lead: values }, { owner: givenTo, isAskedAgain: true });
      const state = taken.isNew ? 'lead' : 'known';
      await updateRecord(tx, formAnswer, kept.id, { state, [taken.noun]: taken.id });
    });
  } catch (error) {
    // Whatever stood against it stands with the answer, and whose turn it was has it in their list.
    await updateRecord(ctx, formAnswer, kept.id, { problem: problemOf(error) });
  }
}

async function keep(tx: TransactionContext, form: FormRecord, { said, consent, cameBy }: Answer) {
  const givenTo = await nextInTurn(tx, form);
  const values = { name: nameOf(said), form: form.id, state: 'kept', owner: givenTo, said, consent, cameBy };
  return { kept: await createRecord(tx, formAnswer, values), givenTo };
}

function problemOf(error: unknown): string {
  if (!(error instanceof AppError)) return `internal: ${error instanceof Error ? error.message : String(error)}`;
  return [error.code, ...(error.fields ?? []).map(({ path, code }) => `${path}: ${code}`)].join('\n');
}

/** Where the lead came from: what the link says where it names something there is, else what the form says. */
async function cameFrom(ctx: TransactionContext, form: FormRecord, cameBy: Answer['cameBy']) {
  const named = cameBy.utm_campaign ? await findCampaign(ctx, cameBy.utm_campaign) : null;
  const { source } = ctx.registry.getNoun('lead').fields;
  const isOption = source?.kind === 'choice' && source.options.some(({ value }) => value === cameBy.utm_source);
  return {
    channel: 'webForm',
    source: isOption ? cameBy.utm_source : (form.source ?? null),
    campaign: named ?? form.campaign?.id ?? null,
  };
}

async function findCampaign(ctx: TransactionContext, name: string): Promise<string | null> {
  const filter: Filter = { field: 'name', op: 'is', value: name };
  const { items } = JSON.parse(await listRecords(ctx, campaign, { filter, limit: 1 })) as { items: AnyRecord[] };
  return items[0]?.id ?? null;
}

/** Whose turn it is: of the form's team who comes after the one before, else the form's owner. */
async function nextInTurn(tx: TransactionContext, form: FormRecord): Promise<string | null> {
  if (!form.team) return form.owner?.id ?? null;
  // Two answers at once take turns too.
  await waitForTurn(tx, form.id);
  const inTeam: Filter = {
    all: [
      { field: 'team', op: 'is', value: form.team.id },
      { field: 'active', op: 'is', value: true },
    ],
  };
  const list = async (noun: string, question: Parameters<typeof listRecords>[2]) =>
    (JSON.parse(await listRecords(tx, tx.registry.getNoun(noun), question)) as { items: AnyRecord[] }).items;
  const members = (await list('member', { filter: inTeam, sort: 'createdAt', limit: 200 })).map(({ id }) => id);
  const ofForm: Filter = {
    all: [
      { field: 'form', op: 'is', value: form.id },
      { field: 'owner', op: 'isNotEmpty' },
    ],
  };
  const [before] = await list('formAnswer', { filter: ofForm, sort: '-createdAt', limit: 1 });
  const place = members.indexOf((before?.owner as { id: string } | undefined)?.id ?? '');
  return members[(place + 1) % members.length] ?? form.owner?.id ?? null;
}

function nameOf({ contact, companyName, emails, phones }: Answer['said']): string {
  const person = contact ? personNameText(contact as PersonName, 'en') : '';
  const known = [person, companyName, (emails as string[] | undefined)?.[0], (phones as string[] | undefined)?.[0]];
  return [...String(known.find(Boolean) ?? '–')].slice(0, 300).join('');
}
