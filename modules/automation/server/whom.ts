import type { Queryable } from '../../../server/db/database.ts';
import type { Registry } from '../../../server/metadata/registry.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { Whom } from '../contract/index.ts';
import { findHead, isActive } from './whom.repository.ts';

/** Who there is to choose from when a process acts. */
export interface Choosing {
  readonly noun: Noun;
  readonly record: AnyRecord;
  /** Who gave occasion; null where nobody did. */
  readonly starter: string | null;
  /** In whose name the process acts: theirs is what nobody else is there for. */
  readonly maker: string;
}

/** The field that says whose a record is; null for nouns whose records are nobody's. */
export function ownerFieldOf(registry: Registry, noun: Noun): string | null {
  return noun.parent ? null : (registry.whole.getPolicy(noun).ownerField ?? null);
}

/** The active member that is meant; the maker of the process where there is none. */
export async function chooseMember(
  db: Queryable,
  registry: Registry,
  whom: Whom,
  { noun, record, starter, maker }: Choosing,
): Promise<string> {
  const field = ownerFieldOf(registry, noun);
  const owner = field ? ((record[field] as { id: string } | null | undefined)?.id ?? null) : null;
  const meant = whom.who === 'member' ? whom.member : whom.who === 'starter' ? starter : owner;
  if (!meant) return maker;
  const found = whom.who === 'head' ? await findHead(db, meant) : meant;
  return found && (await isActive(db, found)) ? found : maker;
}
