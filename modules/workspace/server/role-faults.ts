import { z } from 'zod';
import type { Registry } from '../../../server/metadata/registry.ts';
import { parseInput } from '../../../shared/contract/field-errors.ts';
import { AppError, type FieldError } from '../../../shared/errors.ts';
import { isAlwaysRequired } from '../../../shared/filter/field-conditions.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { Role } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import {
  actions,
  type FieldAccess,
  type FieldRights,
  fieldAccesses,
  type Grants,
  isMasked,
  maskableKinds,
  reaches,
} from '../../../shared/nouns/role-rights.ts';

interface GivenRole {
  readonly base: Role;
  readonly grants: unknown;
  readonly fieldRights: unknown;
}

const shape = z.strictObject({
  grants: z.record(z.string(), z.partialRecord(z.enum(actions), z.enum(reaches))),
  fieldRights: z.record(z.string(), z.record(z.string(), z.enum(fieldAccesses))),
});

/** What of a role's rights says nothing, or would let somebody do what only owners may. */
export function faultsOfRole(registry: Registry, { base, grants, fieldRights }: GivenRole): readonly FieldError[] {
  const parsed = parseRights({ grants, fieldRights });
  if (!('grants' in parsed)) return parsed;
  const fields = Object.entries(parsed.fieldRights).flatMap(([name, rights]) => {
    const noun = findNoun(registry, name);
    const path = `fieldRights.${name}`;
    if (!noun) return [{ path, code: 'unknownNoun', params: { noun: name } }];
    const mayCreate =
      (parsed.grants[name]?.create ?? registry.getPolicy(noun).grants[base]?.create ?? 'none') !== 'none';
    return Object.entries(rights).flatMap(([field, access]) =>
      fieldFaults(registry, noun, field, access, mayCreate).map((code) => ({ path: `${path}.${field}`, code })),
    );
  });
  return [...grantFaults(registry, parsed.grants), ...configureFaults(parsed), ...fields];
}

/** Who says what the fields of a noun are sees all of them. */
function configureFaults({ grants, fieldRights }: { grants: Grants; fieldRights: FieldRights }): FieldError[] {
  return Object.entries(fieldRights).flatMap(([name, rights]) =>
    grants[name]?.configure === 'all' && Object.values(rights).some((access) => access === 'hidden' || isMasked(access))
      ? [{ path: `grants.${name}.configure`, code: 'configuresWhatIsClosed' }]
      : [],
  );
}

function parseRights(given: object): { grants: Grants; fieldRights: FieldRights } | readonly FieldError[] {
  try {
    return parseInput(shape, given) as { grants: Grants; fieldRights: FieldRights };
  } catch (error) {
    if (error instanceof AppError) return error.fields;
    throw error;
  }
}

function grantFaults(registry: Registry, grants: Grants): FieldError[] {
  return Object.entries(grants).flatMap(([name, rights]): FieldError[] => {
    const noun = findNoun(registry, name);
    const path = `grants.${name}`;
    if (!noun) return [{ path, code: 'unknownNoun', params: { noun: name } }];
    if (noun.parent) return [{ path, code: 'followsParent' }];
    const hasOwner = registry.getPolicy(noun).ownerField !== undefined;
    return Object.entries(rights).flatMap(([action, reach]) =>
      (!hasOwner && byOwner.has(reach)) ||
      (action === 'create' && reach === 'territory') ||
      (action === 'configure' && reach !== 'all' && reach !== 'none')
        ? [{ path: `${path}.${action}`, code: 'nobodysOwn' }]
        : [],
    );
  });
}

/** Reaches that go by who owns a record; and nothing new lies in a territory before it is there. */
const byOwner: ReadonlySet<string> = new Set(['own', 'team', 'branch']);

function findNoun(registry: Registry, name: string): Noun | null {
  const noun = registry.findNoun(name);
  return noun && isOpenToRoles(noun) ? noun : null;
}

const rightsNouns: ReadonlySet<string> = new Set(['accessRole', 'member', 'team', 'sharingRule', 'territory']);

/** Who has a hand in rights themselves is for owners to say by the standard roles. */
function isOpenToRoles(noun: Noun): boolean {
  return !noun.internal && !rightsNouns.has(noun.name);
}

/** Whether a role may have rights of its own to the noun's records. */
export function isGranted(noun: Noun): boolean {
  return isOpenToRoles(noun) && !noun.parent;
}

/** Lists, references and rights themselves go by these: they are never hidden. */
export function neededFields(registry: Registry, noun: Noun): string[] {
  return [noun.title, noun.parent, registry.getPolicy(noun).ownerField].filter((name) => name !== undefined);
}

function fieldFaults(
  registry: Registry,
  noun: Noun,
  name: string,
  access: FieldAccess,
  mayCreate: boolean,
): readonly string[] {
  const field: Field | undefined = Object.hasOwn(noun.fields, name) ? noun.fields[name] : undefined;
  if (!field) return ['unknownField'];
  const isClosed = access === 'hidden' || isMasked(access);
  if (isClosed && neededFields(registry, noun).includes(name)) return ['alwaysShown'];
  if (isMasked(access) && (!maskableKinds.has(field.kind) || field.computed)) return ['notMaskable'];
  const isAsked = isAlwaysRequired(field) && !('default' in field) && !('defaultToActor' in field) && !field.readOnly;
  if (mayCreate && isAsked && (access === 'hidden' || access === 'read')) return ['neededToCreate'];
  return [];
}
