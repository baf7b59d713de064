import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { announceMetadata } from '../../../server/metadata/change-structure.ts';
import {
  type LayoutScope,
  listLayouts,
  removeLayout,
  type StoredLayout,
  writeLayout,
} from '../../../server/metadata/layout.repository.ts';
import { lockSchema } from '../../../server/metadata/migrate.ts';
import type { Registry } from '../../../server/metadata/registry.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, type FieldError, invalid } from '../../../shared/errors.ts';
import type { Layout } from '../../../shared/nouns/layout.ts';
import { mustBeAsked } from '../../../shared/nouns/layout.ts';
import { roles } from '../../../shared/nouns/metadata.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { LayoutInput } from '../contract/layouts.api.ts';
import { logDefinition } from './definition-log.ts';

/**
 * Lays out a card or a form, or takes its layout away. Answers it with its new version, 0 where there is none any more.
 * @throws AppError 412 `stale` where somebody came between, 422 for what is not there or may not be hidden.
 */
export function layOut(ctx: Context, { version, layout, ...scope }: LayoutInput) {
  const faults = faultsOfLayout(ctx.registry, scope, layout as Layout | null);
  if (faults.length > 0) throw invalid(faults);
  return inTransaction(ctx, async (tx) => {
    await lockSchema(tx.db);
    const before = await findLayout(tx.db, scope);
    if ((before?.version ?? 0) !== version) throw new AppError(412, 'stale', { version: before?.version ?? 0 });
    await keepLayout(tx, scope, layout as Layout | null, before);
    await announceMetadata(tx);
    return { ...scope, version: layout ? version + 1 : 0, layout };
  });
}

/** What of a layout does not go with the noun it is for, or makes no sense in itself. */
export function faultsOfLayout(registry: Registry, scope: LayoutScope, layout: Layout | null): readonly FieldError[] {
  const noun = registry.findNoun(scope.noun);
  if (!noun || noun.internal) return [{ path: 'noun', code: 'unknownNoun', params: { noun: scope.noun } }];
  return [
    ...roleFaults(registry, scope),
    ...kindFaults(noun, scope),
    ...(layout ? layoutFaults(noun, scope, layout) : []),
  ];
}

export async function findLayout(db: Queryable, scope: LayoutScope): Promise<StoredLayout | null> {
  const keys = ['noun', 'surface', 'role', 'kindField', 'kind'] as const;
  return (await listLayouts(db)).find((one) => keys.every((key) => one[key] === scope[key])) ?? null;
}

/** Writes a layout, or takes it away, and logs it. */
export async function keepLayout(
  tx: TransactionContext,
  scope: LayoutScope,
  layout: Layout | null,
  before: StoredLayout | null,
): Promise<void> {
  if (layout) await writeLayout(tx.db, { ...scope, version: (before?.version ?? 0) + 1, layout });
  else await removeLayout(tx.db, scope);
  await logDefinition(tx, 'layout', newId(), before && { layout: before.layout }, { ...scope, layout });
}

/** A role that is given up is no longer laid out for; what is laid out for it may be taken away. */
function roleFaults(registry: Registry, { role }: LayoutScope): FieldError[] {
  const isKnown = role === null || isStandardRole(role) || registry.roles.some(({ id }) => id === role);
  return isKnown ? [] : [{ path: 'role', code: 'unknownReference' }];
}

export const isStandardRole = (role: string): boolean => roles.some((one) => one === role);

/** Kinds of records are told apart by what has few values. */
function kindFaults(noun: Noun, { kindField, kind }: LayoutScope): FieldError[] {
  if (kindField === null) return kind === null ? [] : [{ path: 'kind', code: 'wrongValue' }];
  const field = noun.fields[kindField];
  if (!field || !['choice', 'boolean', 'relation'].includes(field.kind))
    return [{ path: 'kindField', code: 'unknownField' }];
  return kind ? [] : [{ path: 'kind', code: 'required' }];
}

/** Each field stands in one place at most, and what a form must ask is not hidden. */
function layoutFaults(noun: Noun, { surface }: LayoutScope, { sections, hidden }: Layout): FieldError[] {
  const fields = allFields(noun);
  const seen = new Set<string>();
  const places = [
    ...sections.flatMap((section, index) =>
      section.fields.map((name, place) => ({ name, path: `layout.sections.${index}.fields.${place}` })),
    ),
    ...hidden.map((name, place) => ({ name, path: `layout.hidden.${place}` })),
  ];
  return places.flatMap(({ name, path }): FieldError[] => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) return [{ path, code: 'unknownField' }];
    if (seen.has(name)) return [{ path, code: 'duplicate' }];
    seen.add(name);
    const isNeeded = name === noun.title || (surface === 'form' && mustBeAsked(field));
    return path.startsWith('layout.hidden') && isNeeded ? [{ path, code: 'alwaysShown' }] : [];
  });
}
