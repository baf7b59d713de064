import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type {
  Action,
  FieldAccess,
  FieldRights,
  Grants,
  Reach,
  RoleRights,
} from '../../../../shared/nouns/role-rights.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useUpdateRecord } from '../../../../web/kit/data/record-mutations.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import { request } from '../../../../web/shell/request.ts';
import { useSession } from '../../../../web/shell/session.ts';
import type { getStandardRights } from '../../contract/standard-rights.api.ts';

type Answer = z.output<typeof getStandardRights.response>;
/** What the standard roles may with one type of record. */
export type StandardRights = Answer['items'][number];

export function useStandardRights() {
  return useQuery({
    queryKey: ['standardRights'],
    queryFn: ({ signal }) => request<Answer>('GET', '/api/v1/standard-rights', undefined, signal),
  });
}

/** A role's rights and how they are changed; what is no different from the standard role is null. */
export interface EditedRights {
  readonly base: RoleRights['base'];
  readonly grants: Grants;
  readonly fields: FieldRights;
  readonly isFixed: boolean;
  readonly grant: (noun: string, action: Action, reach: Reach | null) => void;
  readonly give: (noun: string, field: string, access: FieldAccess | null) => void;
}

export function useRoleRights(noun: NounMetadata, record: AnyRecord): EditedRights {
  const { t } = useTranslation('kit');
  const update = useUpdateRecord(noun);
  const grants = (record.grants ?? {}) as Grants;
  const fields = (record.fieldRights ?? {}) as FieldRights;
  const save = (values: Readonly<Record<string, unknown>>) =>
    update.mutate(
      { id: record.id, version: record.version, values },
      { onError: (error) => notifyProblem(error, t, noun.name) },
    );
  return {
    ...{ base: record.base as RoleRights['base'], grants, fields },
    isFixed: !noun.may.update || record.deletedAt !== null,
    grant: (name, action, reach) => save({ grants: withRight(grants, name, action, reach) }),
    give: (name, field, access) => save({ fieldRights: withRight(fields, name, field, access) }),
  };
}

type Rights<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** With nothing kept that says nothing. */
function withRight<T>(rights: Rights<T>, noun: string, name: string, value: T | null): Rights<T> {
  const { [name]: _, ...others } = rights[noun] ?? {};
  const own = value === null ? others : { ...others, [name]: value };
  const { [noun]: __, ...rest } = rights;
  return Object.keys(own).length === 0 ? rest : { ...rest, [noun]: own as Readonly<Record<string, T>> };
}

/** The workspace's own roles, to choose from; only owners see them. */
export function useOwnRoles() {
  const isOwner = useSession()?.role === 'owner';
  const { data } = useQuery({
    queryKey: ['accessRoles', 'names'],
    enabled: isOwner,
    queryFn: ({ signal }) =>
      request<{ items: { id: string; name: string }[] }>(
        'GET',
        '/api/v1/access-roles?fields=name&limit=200',
        undefined,
        signal,
      ),
  });
  return data?.items.map(({ id, name }) => ({ value: id, label: name }));
}
