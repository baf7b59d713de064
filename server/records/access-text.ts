import type { Noun } from '../../shared/nouns/noun.ts';
import type { Actor, Context } from '../context.ts';
import type { Registry } from '../metadata/registry.ts';
import { accessSql, type FilterScope } from './filter-sql.ts';
import { Literals } from './params.ts';

/**
 * What makes a record at `t` one that the actor may read, as SQL with the values of their rights in it; null where every one is. A member's
 * rights seldom change and are asked all day: what was written for them is kept as long as nothing it was written from is another.
 */
export function accessText(ctx: Context, noun: Noun, of: Pick<FilterScope, 'ofFew' | 'isFound'> = {}): string | null {
  const kept = keptFor(ctx);
  const key = `${noun.name} ${of.ofFew ?? false} ${of.isFound ?? false}`;
  const known = kept?.get(key);
  if (known !== undefined) return known;
  let isOfToday = false;
  const now = () => {
    isOfToday = true;
    return ctx.now();
  };
  const text = accessSql({ ...ctx, now }, noun, 'read', { ...of, params: new Literals(), alias: 't' });
  // What a rule says of days holds for one of them.
  if (!isOfToday && (text?.length ?? 0) <= longest) kept?.set(key, text);
  return text;
}

type Texts = Map<string, string | null>;

/** What the texts were written from; of roles, sharing and territories the registry is made anew. */
interface Kept {
  readonly actor: Actor;
  readonly timeZone: string;
  readonly texts: Texts;
}

/** Letters above which a text is rather written again than kept: the heads of thousands. */
const longest = 100_000;
/** Members for whom texts are kept in a registry as they see it. */
const mostMembers = 500;

const keptIn = new WeakMap<Registry, Map<string, Kept>>();

function keptFor({ actor, registry, workspace: { timeZone } }: Context): Texts | null {
  if (actor.memberId === null) return null;
  const members = keptIn.get(registry) ?? new Map<string, Kept>();
  keptIn.set(registry, members);
  const kept = members.get(actor.memberId);
  if (kept && kept.timeZone === timeZone && isSame(kept.actor, actor)) return kept.texts;
  if (members.size >= mostMembers) members.clear();
  const texts: Texts = new Map();
  members.set(actor.memberId, { actor, timeZone, texts });
  return texts;
}

function isSame(one: Actor, other: Actor): boolean {
  const lists = (actor: Actor) => [actor.teamMemberIds, actor.branchMemberIds ?? [], actor.teamIds ?? []] as const;
  return (
    one.role === other.role &&
    one.accountId === other.accountId &&
    // Roles of the workspace's own, joined or not, are made anew when one changes.
    one.rights === other.rights &&
    lists(one).every((list, index) => isSameList(list, lists(other)[index] ?? []))
  );
}

const isSameList = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((id, index) => id === other[index]);
