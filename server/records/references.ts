import { type FieldError, invalid, invalidField } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyReference, Link } from '../../shared/nouns/value.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { targetOf } from '../metadata/registry.ts';
import { accessSql } from './filter-sql.ts';
import { Params } from './params.ts';
import type { Values } from './rules.ts';

interface Pointer {
  readonly path: string;
  readonly target: Noun;
  readonly ids: readonly string[];
}

/**
 * Refuses values that point at records which do not exist, lie in the bin or are not the actor's to see; the answer is the
 * same for all three. A child's parent must moreover be the actor's to change, whatever its rules look at. One statement for all pointers.
 */
export function assertReferences(ctx: Context, noun: Noun, values: Values): Promise<void> {
  return assertReferencesOfMany(ctx, noun, [values]);
}

/** As `assertReferences` for the values of many records; still one statement. */
export async function assertReferencesOfMany(ctx: Context, noun: Noun, records: readonly Values[]): Promise<void> {
  const pointers = joined(records.flatMap((values) => pointersIn(ctx, noun, values)));
  if (pointers.length === 0) return;
  const params = new Params();
  const checks = pointers.map((pointer, index) => {
    const actions = pointer.path === noun.parent ? (['read', 'update'] as const) : (['read'] as const);
    const allowed = actions.flatMap((action) => accessSql(ctx, pointer.target, action, { params, alias: 'p' }) ?? []);
    const visible = allowed.map((sql) => ` and ${sql}`).join('');
    const ids = params.add(pointer.ids);
    return (
      `(select count(*) from ${quote(tableOf(pointer.target))} p ` +
      `where p.id = any(${ids}::uuid[]) and p.deleted_at is null${visible})::int as c${index}`
    );
  });
  const [row] = await ctx.db.query<Record<string, number>>({
    text: `select ${checks.join(', ')}`,
    values: params.values,
  });
  const faults: FieldError[] = pointers
    .filter((pointer, index) => row?.[`c${index}`] !== pointer.ids.length)
    .map(({ path, target }) => ({ path, code: 'unknownReference', params: { noun: target.name } }));
  if (faults.length > 0) throw invalid(faults);
}

/** One pointer a field and noun: at all that any of the records points at by it. */
function joined(pointers: readonly Pointer[]): readonly Pointer[] {
  const byPath = new Map<string, { readonly path: string; readonly target: Noun; readonly ids: Set<string> }>();
  for (const { path, target, ids } of pointers) {
    const key = `${path} ${target.name}`;
    const known = byPath.get(key) ?? { path, target, ids: new Set<string>() };
    for (const id of ids) known.ids.add(id);
    byPath.set(key, known);
  }
  return [...byPath.values()].map(({ path, target, ids }) => ({ path, target, ids: [...ids] }));
}

function anyPointer(ctx: Context, path: string, { noun, id }: AnyReference): Pointer {
  const target = ctx.registry.findNoun(noun);
  if (!target || target.internal) throw invalidField(`${path}.noun`, 'unknownNoun', { noun });
  return { path, target, ids: [id] };
}

function pointersIn(ctx: Context, noun: Noun, values: Values): Pointer[] {
  return Object.entries(values).flatMap(([path, value]) => {
    const field = noun.fields[path];
    const target = field && value ? targetOf(ctx.registry, field) : null;
    // Who acts is a live member: that was found out when they signed in.
    if (field?.kind === 'member' && ctx.through !== 'import' && value === ctx.actor.memberId) return [];
    if (field?.kind === 'anyRelation' && value) return [anyPointer(ctx, path, value as AnyReference)];
    if (!target) return [];
    const ids = Array.isArray(value) ? (value as Link[]).map((link) => link.id) : [value as string];
    return ids.length > 0 ? [{ path, target, ids }] : [];
  });
}
