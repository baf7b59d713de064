import type { DomainProof } from '../../shared/contract/identity-provider.ts';
import { AppError, invalidField } from '../../shared/errors.ts';
import { appendChange } from '../changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import type { FindTexts } from '../outgoing/dns-texts.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';
import {
  type DomainRow,
  listDomains,
  noteAsked,
  noteFound,
  writeMissing,
  writeProved,
} from './domain-proof.repository.ts';

/** Milliseconds after which a proof is looked for again, and for which it may be gone before it counts as lost. */
const again = 20 * 3_600_000;
const patience = 3 * 86_400_000;

/** What somebody has to put into the DNS of the domain, and how it stands. */
export function shownProof({ domain, token, provedAt, provedBy, checkedAt, missingSince }: DomainRow): DomainProof {
  return {
    ...{ domain, record: `_rapport-challenge.${domain}`, value: `rapport-domain=${token}` },
    ...{ by: provedAt === null ? null : provedBy, checkedAt, missingSince },
  };
}

/**
 * Looks in the DNS whether a domain the workspace named is its own. Only whoever has its DNS can say so, and says it to one workspace: the text
 * is another for each. Throws 404, 422 naming `domain` where the record is not there or nobody can say, 409 `domainElsewhere`.
 */
export async function proveDomain(ctx: Context, findTexts: FindTexts, domain: string): Promise<void> {
  const row = (await listHere(ctx)).find((one) => one.domain === domain);
  if (!row) throw new AppError(404, 'notFound', { noun: 'identityProvider', id: domain });
  const isThere = await look(findTexts, row).catch((error: unknown) => {
    if (error instanceof OutgoingError) throw invalidField('domain', 'domainUnanswered');
    throw error;
  });
  await inTransaction(ctx, async (tx) => {
    if (isThere) return keepProved(tx, domain, 'dns');
    if (row.provedAt) await writeDownMissing(tx, domain);
    else await tx.db.asControl((control) => noteAsked(control, tx.workspace.id, domain, tx.now()));
  });
  if (!isThere) throw invalidField('domain', 'domainUnproved');
}

/** Keeps a proof, with a line in the log the first time. Throws 409 `domainElsewhere`, 404 for a domain nobody named here. */
export async function keepProved(tx: TransactionContext, domain: string, by: 'dns' | 'operator'): Promise<void> {
  const row = (await listHere(tx)).find((one) => one.domain === domain);
  if (!row) throw new AppError(404, 'notFound', { noun: 'identityProvider', id: domain });
  const isKept = await tx.db.asControl((control) =>
    writeProved(control, tx.workspace.id, { domain, by, at: tx.now() }),
  );
  if (!isKept) throw new AppError(409, 'domainElsewhere');
  if (row.provedAt && row.provedBy === by) return;
  await log(tx, 'domainProved', { domain: { to: domain }, by: { to: by } });
}

/** Looks for the proofs of a workspace's domains once a day; `onGone` is told of each that is gone, in the transaction that notes it. */
export async function recheckDomains(
  ctx: Context,
  findTexts: FindTexts,
  onGone: (tx: TransactionContext) => Promise<void>,
): Promise<void> {
  if (ctx.workspace.sandboxOf) return;
  const due = (await listHere(ctx)).filter(
    ({ provedBy, checkedAt }) => provedBy === 'dns' && Date.parse(checkedAt ?? '') <= ctx.now().getTime() - again,
  );
  // At once: a name server that says nothing is waited for some seconds, and other work of the day waits for this.
  const found = await Promise.all(due.map((row) => look(findTexts, row).catch(unanswered)));
  for (const [place, row] of due.entries()) {
    const isThere = found[place] ?? null;
    if (isThere === null) continue;
    await inTransaction(ctx, async (tx) => {
      if (isThere) await tx.db.asControl((control) => noteFound(control, tx.workspace.id, row, tx.now()));
      else if (await writeDownMissing(tx, row.domain)) await onGone(tx);
    });
  }
}

/** Whoever can not be asked has not said that it is gone: the next day asks again. */
function unanswered(error: unknown): null {
  if (error instanceof OutgoingError) return null;
  throw error;
}

async function look(findTexts: FindTexts, row: DomainRow): Promise<boolean> {
  const { record, value } = shownProof(row);
  return (await findTexts(record)).some((text) => text.trim() === value);
}

/** Whether there is something new in it. */
async function writeDownMissing(tx: TransactionContext, domain: string): Promise<boolean> {
  const at = tx.now();
  const lostBefore = new Date(at.getTime() - patience);
  const news = await tx.db.asControl((control) => writeMissing(control, tx.workspace.id, { domain, at, lostBefore }));
  if (news) await log(tx, news === 'lost' ? 'domainLost' : 'domainMissing', { domain: { to: domain } });
  return news !== null;
}

function log(tx: TransactionContext, kind: string, fields: Record<string, { readonly to: string }>): Promise<void> {
  return appendChange(tx, { noun: 'identityProvider', recordId: tx.workspace.id, kind, fields });
}

function listHere(ctx: Context): Promise<readonly DomainRow[]> {
  return ctx.db.transaction((db) => db.asControl((control) => listDomains(control, ctx.workspace.id)));
}
