import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { appendAccess } from '../access-log/access-log.repository.ts';
import type { Log } from '../config/log.ts';
import { type Context, inTransaction, systemContext, type TransactionContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { defineJob, type Job } from '../jobs/job.ts';
import { accountLetter } from '../mail/letters.ts';
import { postLetter } from '../mail/post-letter.ts';
import type { Registry } from '../metadata/registry.ts';
import { getRecord } from '../records/read.ts';
import { languageOf } from './member-account.ts';
import { listMemberships, type Membership } from './membership.repository.ts';

/** What changed of how somebody signs in. */
export const accountChanges = [
  ...(['passkeyAdded', 'passkeyRemoved', 'appAdded', 'appRemoved'] as const),
  ...(['codesRenewed', 'passwordChanged', 'factorsReset'] as const),
] as const;
export type AccountChange = (typeof accountChanges)[number];

/** From where somebody did it. */
export interface Client {
  readonly address: string;
  readonly userAgent: string | null;
}

export type TellOfAccount = (
  news: { readonly account: string; readonly kind: AccountChange } & Client,
) => Promise<void>;

const payload = z.strictObject({
  account: z.string(),
  kind: z.enum(accountChanges),
  address: z.string(),
  /** Which of the account's workspaces this is, from 0, and whether one before has written the letter. */
  turn: z.int(),
  isWritten: z.boolean(),
});

/**
 * What has a change of how somebody signs in written down in their workspaces, and told to whom it concerns: whoever is in by a password that is not
 * theirs would add what lets them in again. The change is done by then: what can not be told is said in the server's log.
 */
export function createTellOfAccount(place: { database: Database; registry: Registry; log: Log }): TellOfAccount {
  const { database, registry, log } = place;
  return async ({ account, kind, address, userAgent }) => {
    try {
      const memberships = await here(database, account);
      for (const [turn, { workspace, memberId }] of memberships.entries())
        await inTransaction(systemContext(database, registry, workspace), async (tx) => {
          const details = { userAgent: userAgent?.slice(0, 300) ?? null };
          await appendAccess(tx.db, [
            { member: memberId, door: 'web', address, kind, noun: null, records: 0, details },
          ]);
          if (turn === 0) await enqueueJob(tx, accountJob, { account, kind, address, turn, isWritten: false });
        });
    } catch (error) {
      log.error({ err: error, account }, 'A change of how somebody signs in could not be told');
    }
  };
}

/** Accounts and letters are the real ones: a sandbox is left out. */
async function here({ control }: Pick<Database, 'control'>, account: string): Promise<readonly Membership[]> {
  return (await listMemberships(control, account)).filter(({ workspace }) => !workspace.sandboxOf);
}

/** One letter, by the first of the account's workspaces that can send any; a notice in those before it, and in all where none can. */
export const accountJob: Job<typeof payload> = defineJob({
  name: 'auth.account',
  payload,
  run: (ctx, asked) =>
    inTransaction(ctx, async (tx) => {
      const all = await tx.db.asControl(async (control) => here({ control } as never, asked.account));
      const found = all[asked.turn];
      if (!found || found.workspace.id !== tx.workspace.id) return;
      const member = await findActive(tx, found.memberId);
      const isWritten = asked.isWritten || (member !== null && (await write(tx, found, member, asked)));
      if (member && !isWritten) await notify(tx, member.id);
      const next = all[asked.turn + 1];
      if (next && !isWritten)
        await enqueueJob({ ...tx, workspace: next.workspace }, accountJob, {
          ...asked,
          turn: asked.turn + 1,
          isWritten,
        });
    }),
});

async function findActive(ctx: Context, id: string): Promise<AnyRecord | null> {
  const member: AnyRecord | null = await getRecord(ctx, ctx.registry.getNoun('member'), id).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) return null;
    throw error;
  });
  return member?.active && !member.deletedAt ? member : null;
}

/** Whether it was written: not where nobody has named a mail server. */
async function write(
  tx: TransactionContext,
  { account: { email } }: Membership,
  member: AnyRecord,
  { kind, address }: { readonly kind: AccountChange; readonly address: string },
): Promise<boolean> {
  const [name, workspace] = [String(member.name), tx.workspace.name];
  const language = languageOf(member, tx.workspace.language);
  const content = accountLetter({ language, name, workspace, kind, email, address });
  return (await postLetter(tx, { kind: 'account', to: { name, address: email }, content })) !== null;
}

async function notify(tx: TransactionContext, member: string): Promise<void> {
  for (const module of tx.registry.modules) await module.tellOfAccount?.(tx, member);
}

export function clientOf({ ip, headers }: RequestFacts): Client {
  return { address: ip, userAgent: headers['user-agent'] ?? null };
}
