import { Buffer } from 'node:buffer';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import {
  type AppearancePart,
  listAppearance,
  mergeOwnAppearance,
  putAppearance,
  type StoredAppearance,
} from '../../../server/metadata/appearance.repository.ts';
import { announceMetadata } from '../../../server/metadata/change-structure.ts';
import { lockSchema } from '../../../server/metadata/migrate.ts';
import { newId } from '../../../server/records/uuid.ts';
import type { Brand, OwnAppearance } from '../../../shared/appearance/appearance.ts';
import type { NavigationPlan } from '../../../shared/appearance/navigation.ts';
import { AppError, type FieldError, forbidden, invalid } from '../../../shared/errors.ts';
import { logDefinition } from './definition-log.ts';

/** What was said of a part of how the workspace looks, with the state it is in. */
export function appearanceOf<P extends AppearancePart>({ registry }: Context, part: P): StoredAppearance & { part: P } {
  const found = registry.appearance.find((one) => one.part === part) ?? { part, version: 0, definition: {} };
  return found as StoredAppearance & { part: P };
}

/**
 * Says anew how the workspace looks; an empty definition leaves it as it was shipped.
 * @throws AppError 412 `stale` where somebody came between, 422 naming what can not be.
 */
export function setAppearance<S extends StoredAppearance>(ctx: Context, wanted: S): Promise<S> {
  assertFitting(wanted, 'definition');
  return inTransaction(ctx, async (tx) => {
    await lockSchema(tx.db);
    const written = await writeAppearance(tx, wanted, wanted.version);
    await announceMetadata(tx);
    return { ...wanted, version: written };
  });
}

/** Writes a part that is in the state `from`, or in whichever where that is not said; answers the new state. */
export async function writeAppearance(
  tx: TransactionContext,
  wanted: StoredAppearance,
  from?: number,
): Promise<number> {
  const before = (await listAppearance(tx.db)).find(({ part }) => part === wanted.part);
  const known = before?.version ?? 0;
  const next = { ...wanted, version: known + 1 } as StoredAppearance;
  if ((from ?? known) !== known || !(await putAppearance(tx.db, next)))
    throw new AppError(412, 'stale', { version: known });
  // A part has no id: its changes are told by its name.
  const { part, definition } = next;
  await logDefinition(tx, 'appearance', newId(), before?.definition ?? null, { part, ...definition });
  return next.version;
}

/** Throws 422 for what a part can not say, with paths that begin with `path`. */
export function assertFitting(wanted: StoredAppearance, path: string): void {
  const faults = wanted.part === 'navigation' ? navigationFaults(wanted.definition) : logoFaults(wanted.definition);
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ ...fault, path: `${path}.${fault.path}` })));
}

/** A page stands in one place, and a group has a name of its own by which it is known. */
function navigationFaults({ groups = [] }: Partial<NavigationPlan>): FieldError[] {
  const seen = new Set<string>();
  const isAgain = (key: string) => seen.size === seen.add(key).size;
  return groups.flatMap(({ id, pages }, index) => [
    ...(isAgain(id) ? [{ path: `groups.${index}.id`, code: 'duplicate' }] : []),
    ...pages.flatMap((page, place) =>
      isAgain(page) ? [{ path: `groups.${index}.pages.${place}`, code: 'duplicate' }] : [],
    ),
  ]);
}

const beginnings: Readonly<Record<string, readonly string[]>> = {
  png: ['89504e470d0a1a0a'],
  jpeg: ['ffd8ff'],
  webp: ['52494646'],
};

/** What a picture says it is must be what it begins with. */
function logoFaults({ logo }: Brand): FieldError[] {
  if (!logo) return [];
  const [, kind = '', text = ''] = /^data:image\/(\w+);base64,(.*)$/.exec(logo) ?? [];
  const begins = Buffer.from(text.slice(0, 32), 'base64').toString('hex');
  return beginnings[kind]?.some((known) => begins.startsWith(known)) ? [] : [{ path: 'logo', code: 'notAPicture' }];
}

/** Changes what the actor wants of how it looks to them. Throws 403 for who is no member. */
export function changeOwn(
  ctx: Context,
  patch: { readonly [K in keyof OwnAppearance]?: OwnAppearance[K] | null | undefined },
): Promise<OwnAppearance> {
  const { memberId } = ctx.actor;
  if (!memberId) throw forbidden('update', 'member');
  return inTransaction(ctx, (tx) => mergeOwnAppearance(tx.db, memberId, patch));
}
