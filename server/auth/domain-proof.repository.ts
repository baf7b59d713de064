import type { Queryable } from '../db/database.ts';

/** By what it is known that a domain is the company's: a record in its DNS, or the word of whoever runs the server. */
export type ProvedBy = 'dns' | 'operator';

/** A domain that a workspace named, and whether it is its own. */
export interface DomainRow {
  readonly domain: string;
  /** What has to stand in the DNS; another for each workspace and each time a domain is named. */
  readonly token: string;
  readonly provedAt: string | null;
  readonly provedBy: ProvedBy | null;
  readonly checkedAt: string | null;
  /** Since when the record of a proved domain is not found any more. */
  readonly missingSince: string | null;
}

const shown = `domain, token, proved_at as "provedAt", proved_by as "provedBy", checked_at as "checkedAt",
  missing_since as "missingSince"`;

export function listDomains(control: Queryable, workspace: string): Promise<DomainRow[]> {
  return control.query<DomainRow>({
    text: `select ${shown} from provider_domain where workspace = $1 order by domain`,
    values: [workspace],
  });
}

/** Keeps that a domain is the workspace's; false, and nothing kept, where another has proved it. Names a domain that is named. */
export async function writeProved(
  control: Queryable,
  workspace: string,
  { domain, by, at }: { readonly domain: string; readonly by: ProvedBy; readonly at: Date },
): Promise<boolean> {
  // Whoever proves the same domain at the same moment waits.
  await control.query({ text: 'select from provider_domain where domain = $1 for update', values: [domain] });
  const rows = await control.query<object>({
    text: `update provider_domain set proved_at = coalesce(proved_at, $3), proved_by = $4, checked_at = $3, missing_since = null
      where workspace = $1 and domain = $2 and not exists (
        select from provider_domain o where o.domain = $2 and o.workspace <> $1 and o.proved_at is not null)
      returning domain`,
    values: [workspace, domain, at.toISOString(), by],
  });
  return rows.length > 0;
}

/** Keeps that the record of a proved domain was not found; null where that was known or the domain is proved no more. */
export async function writeMissing(
  control: Queryable,
  workspace: string,
  { domain, at, lostBefore }: { readonly domain: string; readonly at: Date; readonly lostBefore: Date },
): Promise<'missing' | 'lost' | null> {
  const [before] = await control.query<DomainRow>({
    text: `select ${shown} from provider_domain where workspace = $1 and domain = $2 and proved_at is not null for update`,
    values: [workspace, domain],
  });
  if (!before) return null;
  const isLost = before.missingSince !== null && new Date(before.missingSince) <= lostBefore;
  await control.query({
    text: `update provider_domain set checked_at = $3, missing_since = coalesce(missing_since, $3),
        proved_at = case when $4 then null else proved_at end, proved_by = case when $4 then null else proved_by end
      where workspace = $1 and domain = $2`,
    values: [workspace, domain, at.toISOString(), isLost],
  });
  if (isLost) return 'lost';
  return before.missingSince ? null : 'missing';
}

/** That the record of a proved domain is still there; nothing where the domain was taken away, or named anew, while it was looked for. */
export async function noteFound(
  control: Queryable,
  workspace: string,
  { domain, token }: Pick<DomainRow, 'domain' | 'token'>,
  at: Date,
): Promise<void> {
  await control.query({
    text: `update provider_domain set checked_at = $4, missing_since = null
      where workspace = $1 and domain = $2 and token = $3 and proved_at is not null`,
    values: [workspace, domain, token, at.toISOString()],
  });
}

/** That nothing was found of a domain that is not proved. */
export async function noteAsked(control: Queryable, workspace: string, domain: string, at: Date): Promise<void> {
  await control.query({
    text: 'update provider_domain set checked_at = $3 where workspace = $1 and domain = $2 and proved_at is null',
    values: [workspace, domain, at.toISOString()],
  });
}
