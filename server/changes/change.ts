import type { Context } from '../context.ts';
import type { Door } from './door.ts';

export type ChangeKind = 'created' | 'updated' | 'deleted' | 'restored' | (string & {});

/** One entry of the change log: who did what to which record. */
export interface Change extends Door {
  readonly id: string;
  readonly at: string;
  readonly memberId: string | null;
  readonly noun: string;
  readonly recordId: string;
  readonly kind: ChangeKind;
  /** Per field what it was and is; a new record has only `to`, of the fields given. */
  readonly fields: Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;
}

/** Reacts to committed changes, in order, each exactly once: its effects and its cursor commit together. */
export interface Listener {
  /** Unique and stable, `<module>.<what>`: the name of its cursor. */
  readonly name: string;
  /** The nouns it hears of; all when absent. */
  readonly nouns?: readonly string[];
  /** Runs in a transaction of the workspace, as the system. Throwing leaves the cursor where it was; retried with back-off. */
  handle(ctx: Context, changes: readonly Change[]): Promise<void>;
}
