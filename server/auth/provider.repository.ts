import type { IdentityProvider } from '../../shared/contract/identity-provider.ts';
import type { Queryable } from '../db/database.ts';

export interface ProviderRow extends IdentityProvider {
  readonly workspace: string;
  /** Sealed. */
  readonly secret: string;
  /** Those of its domains that are known to be the workspace's. */
  readonly proved: readonly string[];
}

const shown = `p.workspace, p.label, p.issuer, p.client_id as "clientId", p.secret, p.makes_members as "makesMembers", p.role,
  p.is_required as "isRequired", p.strong_methods as "strongMethods",
  array(select domain from provider_domain d where d.workspace = p.workspace order by domain) as domains,
  array(select domain from provider_domain d where d.workspace = p.workspace and d.proved_at is not null) as proved`;

export async function findProvider(control: Queryable, workspace: string): Promise<ProviderRow | null> {
  const [row] = await control.query<ProviderRow>({
    text: `select ${shown} from identity_provider p where p.workspace = $1`,
    values: [workspace],
  });
  return row ?? null;
}

/** Those of the installation that let anybody in; two are enough to know that there is not only one. */
export function listProviders(control: Queryable): Promise<ProviderRow[]> {
  return control.query<ProviderRow>({
    text: `select ${shown} from identity_provider p
      where exists (select from provider_domain d where d.workspace = p.workspace and d.proved_at is not null)
        or exists (select from identity_link l where l.workspace = p.workspace and l.issuer = p.issuer) limit 2`,
  });
}

export async function findProviderOfDomain(control: Queryable, domain: string): Promise<ProviderRow | null> {
  const [row] = await control.query<ProviderRow>({
    text: `select ${shown} from identity_provider p join provider_domain d using (workspace)
      where d.domain = $1 and d.proved_at is not null`,
    values: [domain],
  });
  return row ?? null;
}

/** Domains that stay named stay proved. */
export async function writeProvider(control: Queryable, row: Omit<ProviderRow, 'proved'>): Promise<void> {
  await control.query({
    text: `insert into identity_provider (workspace, label, issuer, client_id, secret, makes_members, role, is_required, strong_methods)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (workspace) do update set label = excluded.label, issuer = excluded.issuer, client_id = excluded.client_id,
        secret = excluded.secret, makes_members = excluded.makes_members, role = excluded.role,
        is_required = excluded.is_required, strong_methods = excluded.strong_methods`,
    values: [
      ...[row.workspace, row.label, row.issuer, row.clientId, row.secret],
      ...[row.makesMembers, row.role, row.isRequired, row.strongMethods],
    ],
  });
  await control.query({
    text: 'delete from provider_domain where workspace = $1 and domain <> all($2::text[])',
    values: [row.workspace, row.domains],
  });
  await control.query({
    text: 'insert into provider_domain (workspace, domain) select $1, unnest($2::text[]) on conflict do nothing',
    values: [row.workspace, row.domains],
  });
}

export async function deleteProvider(control: Queryable, workspace: string): Promise<void> {
  await control.query({ text: 'delete from identity_provider where workspace = $1', values: [workspace] });
}

/** Who somebody known to a provider is here. */
export async function findLinked(control: Queryable, { workspace, issuer }: ProviderRow, subject: string) {
  const [row] = await control.query<{ account: string }>({
    text: 'select account from identity_link where workspace = $1 and issuer = $2 and subject = $3',
    values: [workspace, issuer, subject],
  });
  return row?.account ?? null;
}

export async function linkIdentity(
  control: Queryable,
  { workspace, issuer }: Pick<ProviderRow, 'workspace' | 'issuer'>,
  subject: string,
  account: string,
): Promise<void> {
  await control.query({
    text: 'insert into identity_link (workspace, issuer, subject, account) values ($1, $2, $3, $4) on conflict do nothing',
    values: [workspace, issuer, subject, account],
  });
}
