import type { AccessExplanation, AccessReason } from '../../shared/contract/sharing.api.ts';
import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Action } from '../../shared/nouns/role-rights.ts';
import type { AnyRecord, AnyReference } from '../../shared/nouns/value.ts';
import { parentAction, parentOf, reachOf } from '../access/access.ts';
import { actAs } from '../access/act-as.ts';
import { type Arm, armsOf } from '../access/arms.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { asSystem, type Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { armSql, closedSql } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';
import { getRecord } from '../records/read.ts';

const explained = ['read', 'update', 'delete', 'share', 'export'] as const satisfies readonly Action[];

/**
 * Why a member may act on a record the caller sees, and why not: each way by which it could be, and whether it holds. Of
 * others managers and owners may ask.
 * @throws AppError 404 for a record the caller does not see, 403 `roleRequired`, 409 `memberInactive`.
 */
export async function explain(
  ctx: Context,
  noun: Noun,
  id: string,
  member = ctx.actor.memberId,
): Promise<AccessExplanation> {
  const record: AnyRecord = await getRecord(ctx, noun, id);
  const them = member === ctx.actor.memberId ? ctx : await standingOf(ctx, member);
  const decided = await decidedBy(withEveryField(ctx), ctx.registry.whole.getNoun(noun.name), record);
  const { role, rights, memberId } = them.actor;
  const tells = ctx.actor.role === 'owner';
  return {
    member: { id: memberId ?? '', role, accessRole: ownRoleOf(rights), teamRoles: teamRolesOf(them) },
    decidedBy: { noun: decided.noun.name, id: decided.record.id },
    owner: ownerOf(ctx, decided.noun, decided.record),
    actions: await Promise.all(explained.map((action) => explainAction(them, noun, decided, action, tells))),
    fields: fieldsSeen(them, ctx, noun),
  };
}

/** Of several roles the member's own is the first. */
function ownRoleOf(rights: Context['actor']['rights']): string | null {
  return (rights?.of ? rights.of[0]?.id : rights?.id) ?? null;
}

/** The roles a member has by their teams, by name; one that is no more opens nothing. */
export function teamRolesOf({ actor, registry }: Context): { readonly role: string; readonly team: string }[] {
  return (actor.teamRoles ?? []).flatMap(({ role, team }) => {
    const found = registry.whole.roles.find(({ id }) => id === role);
    return found ? [{ role: found.name, team }] : [];
  });
}

async function standingOf(ctx: Context, member: string | null): Promise<Context> {
  if (!['owner', 'manager'].includes(ctx.actor.role))
    throw new AppError(403, 'roleRequired', { roles: ['owner', 'manager'] });
  const them = member === null ? null : await actAs(ctx, member);
  if (!them) throw new AppError(409, 'memberInactive');
  return them;
}

interface Decided {
  readonly noun: Noun;
  readonly record: AnyRecord;
}

/** A line's rights are its deal's. */
async function decidedBy(ctx: Context, noun: Noun, record: AnyRecord): Promise<Decided> {
  const parent = parentOf(ctx.registry, noun);
  const pointer = noun.parent ? (record[noun.parent] as AnyReference | null) : null;
  if (!parent || !pointer) return { noun, record };
  return decidedBy(ctx, parent, await getRecord(asSystem(ctx), parent, pointer.id));
}

function ownerOf(ctx: Context, noun: Noun, record: AnyRecord): string | null {
  const field = ctx.registry.getPolicy(noun).ownerField;
  return field ? ((record[field] as AnyReference | null)?.id ?? null) : null;
}

async function explainAction(
  them: Context,
  noun: Noun,
  { noun: decided, record }: Decided,
  asked: Action,
  tells: boolean,
): Promise<AccessExplanation['actions'][number]> {
  const ctx = withEveryField(them);
  const action = decided.name === noun.name ? asked : parentAction(asked);
  const reach = reachOf(ctx, decided, action);
  const arms = armsOf(ctx, decided, action);
  const params = new Params();
  const key = params.add(record.id);
  const scope = { ctx, noun: decided, params, alias: 't' };
  const closing = closedSql(action, scope);
  const columns = [
    ...(arms ?? []).map((arm, index) => `coalesce(${armSql(arm, scope)}, false) as a${index}`),
    ...(closing ? [`coalesce(${closing}, false) as closed`] : []),
  ];
  const [row] = await ctx.db.query<Readonly<Record<string, boolean>>>({
    text: `select ${columns.join(', ') || 'true as a'} from ${quote(tableOf(decided))} t where t.id = ${key}::uuid`,
    values: params.values,
  });
  const reasons = arms
    ? arms.flatMap((arm, index) => reasonOf(arm, row?.[`a${index}`] === true, tells))
    : [{ by: 'reach' as const, reach: 'all' as const, holds: true }];
  const closed = row?.closed === true;
  return {
    action: asked,
    allowed: !closed && reasons.some(({ holds }) => holds),
    reasons: [
      ...(reach === 'none' ? [{ by: 'reach' as const, reach, holds: false }] : reasons),
      ...(closed ? [{ by: 'restriction' as const, holds: true }] : []),
    ],
  };
}

/** What rules there are is for owners to know; to others one that opens the record is a rule, and none that does not is told of. */
function reasonOf(arm: Arm, holds: boolean, tells: boolean): readonly AccessReason[] {
  if (arm.by === 'reach') return [{ by: arm.by, reach: arm.reach, holds }];
  if (arm.by === 'share') return [{ by: arm.by, holds }];
  if (arm.by === 'territory') return [{ by: arm.by, id: arm.territory.id, name: arm.territory.name, holds }];
  if (!tells) return holds ? [{ by: arm.by, holds }] : [];
  return [{ by: arm.by, id: arm.rule.id, name: arm.rule.name, holds }];
}

/** The fields of the noun, of those the caller knows, that the member does not see, sees the beginning of, or does not change. */
function fieldsSeen({ registry }: Context, caller: Context, noun: Noun): AccessExplanation['fields'] {
  const known = Object.entries(caller.registry.getNoun(noun.name).fields);
  const seen = registry.getNoun(noun.name).fields;
  const whole = registry.whole.getNoun(noun.name).fields;
  const named = (test: (name: string) => boolean) => known.map(([name]) => name).filter(test);
  return {
    hidden: named((name) => !seen[name]),
    masked: named((name) => seen[name]?.masked === true),
    read: named((name) => seen[name]?.readOnly === true && !whole[name]?.readOnly),
  };
}
