import { invalid } from '../../shared/errors.ts';
import type { LinksField } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, Link } from '../../shared/nouns/value.ts';
import type { TransactionContext } from '../context.ts';
import { linkFieldsIn } from './links.ts';
import { lockRecords } from './read.ts';
import type { Values } from './rules.ts';
import { assertNotTooMany } from './values.ts';

/** Writes these links to the record, and mirrors them no further. */
type WriteBack = (record: AnyRecord, values: Values) => Promise<unknown>;

/** The `links` fields among the values whose links lead back. */
export function mirroredIn(noun: Noun, values: Values): readonly string[] {
  return linkFieldsIn(noun, values).filter((name) => isMirrored(noun, name));
}

/**
 * Makes those newly linked link back in the opposite role, and those no longer linked no more. The other side changes with the
 * one that was written: whoever may write a record says both what others are to it and what it is to them.
 * @throws AppError 422 `unknownReference` for a record that is to be linked with itself, `tooMany` where another has as many as it can.
 */
export async function mirrorLinks(
  ctx: TransactionContext,
  noun: Noun,
  { id, before, after }: { readonly id: string; readonly before: Values; readonly after: Values },
  writeBack: WriteBack,
): Promise<void> {
  for (const name of mirroredIn(noun, after)) {
    const [old, now] = [before, after].map((values) => byId((values[name] ?? []) as readonly Link[]));
    if (now?.has(id)) throw invalid([{ path: name, code: 'unknownReference', params: { noun: noun.name } }]);
    const touched = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].filter(
      (other) => !isSame(old?.get(other), now?.get(other)),
    );
    if (touched.length === 0) continue;
    for (const { record } of (await lockRecords(withEveryRight(ctx), noun, touched, 'update')).values()) {
      const others = ((record[name] ?? []) as readonly Link[]).map(({ label: _, ...link }) => link);
      const linked = withLink(others, id, backOf(noun, name, id, now?.get(record.id)));
      if (linked.length > others.length) assertNotTooMany(name, linked);
      await writeBack(record, { [name]: linked });
    }
  }
}

function isMirrored(noun: Noun, name: string): boolean {
  return (noun.fields[name] as LinksField | undefined)?.opposites !== undefined;
}

/** What the source is to what it links. */
function backOf(noun: Noun, name: string, source: string, link: Link | undefined): Link | null {
  if (!link) return null;
  const { role, from, to } = link;
  const opposite = role === undefined ? undefined : oppositeRole(noun.fields[name] as LinksField, role);
  return {
    id: source,
    ...(opposite === undefined ? {} : { role: opposite }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

function oppositeRole({ opposites = {} }: LinksField, role: string): string {
  const reversed = Object.entries(opposites).find(([, other]) => other === role)?.[0];
  return (Object.hasOwn(opposites, role) ? opposites[role] : undefined) ?? reversed ?? role;
}

function withLink(links: readonly Link[], id: string, link: Link | null): readonly Link[] {
  const isThere = links.some((one) => one.id === id);
  if (!link) return links.filter((one) => one.id !== id);
  return isThere ? links.map((one) => (one.id === id ? link : one)) : [...links, link];
}

const byId = (links: readonly Link[]) => new Map(links.map((link) => [link.id, link]));

function isSame(one: Link | undefined, other: Link | undefined): boolean {
  if (!one || !other) return one === other;
  return one.role === other.role && one.from === other.from && one.to === other.to;
}

/** Every record, whoever sees it; the log still says whose act it was. */
function withEveryRight(ctx: TransactionContext): TransactionContext {
  return { ...ctx, actor: { ...ctx.actor, role: 'system' } };
}
