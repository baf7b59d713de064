import type { Context, TransactionContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import type { ServerModule } from '../module.ts';

/**
 * Acts in the very transaction that changes something, once, before it commits: what it keeps and what it keeps it of are
 * one thing, and it knows who did it. A listener hears later, and of several at once.
 */
export interface Witness {
  /** Unique, `<module>.<what>`. */
  readonly name: string;
  /** The nouns of the change log whose changes it acts upon. */
  readonly nouns: readonly string[];
  /** `ctx` is the one of whoever made the change. Throwing undoes the change. */
  beforeCommit(ctx: TransactionContext): Promise<void>;
}

type Modules = readonly ServerModule[];

const known = new WeakMap<Modules, ReadonlyMap<string, readonly Witness[]>>();
/** Whom each witness of a transaction acts for. */
const acting = new WeakMap<Transaction, Map<string, TransactionContext>>();

/** Whether changes of the noun have witnesses, and so need a transaction. */
export function isWitnessed({ registry }: Pick<Context, 'registry'>, noun: string): boolean {
  return witnessesOf(registry.modules).has(noun);
}

/** Lets the witnesses of the nouns act before the transaction commits. */
export function callWitnesses(ctx: Context, nouns: readonly string[]): void {
  for (const noun of new Set(nouns)) {
    for (const witness of witnessesOf(ctx.registry.modules).get(noun) ?? []) call(ctx, witness);
  }
}

function call(ctx: Context, witness: Witness): void {
  if (!isInTransaction(ctx)) throw new Error(`${witness.name} needs the transaction of what it witnesses`);
  const contexts = acting.get(ctx.db) ?? new Map<string, TransactionContext>();
  acting.set(ctx.db, contexts);
  const before = contexts.get(witness.name);
  // What the system adds to somebody's act is theirs.
  if (!before?.actor.memberId) contexts.set(witness.name, ctx);
  if (!before) ctx.db.beforeCommit(() => witness.beforeCommit(contexts.get(witness.name) ?? ctx));
}

function witnessesOf(modules: Modules): ReadonlyMap<string, readonly Witness[]> {
  const found = known.get(modules);
  if (found) return found;
  const byNoun = new Map<string, Witness[]>();
  for (const witness of modules.flatMap((module) => module.witnesses ?? [])) {
    for (const noun of witness.nouns) byNoun.set(noun, [...(byNoun.get(noun) ?? []), witness]);
  }
  known.set(modules, byNoun);
  return byNoun;
}

function isInTransaction(ctx: Context): ctx is TransactionContext {
  return 'beforeCommit' in ctx.db;
}
