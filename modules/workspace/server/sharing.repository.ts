import type { Sharing } from '../../../server/access/sharing.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { linksTableOf, quote } from '../../../server/metadata/names.ts';
import type { SharingRule, Territory } from '../../../shared/nouns/sharing.ts';
import { territory } from '../contract/territory.object.ts';

/** What rules and territories open; nothing where the schema is older than they are, and nothing by what is not said whole. */
export async function listSharing(db: Queryable): Promise<Pick<Sharing, 'rules' | 'territories'>> {
  const [table] = await db.query<{ found: boolean }>({
    text: "select to_regclass('sharing_rules') is not null and to_regclass('territories') is not null as found",
  });
  if (!table?.found) return { rules: [], territories: [] };
  return { rules: await listRules(db), territories: await listTerritories(db) };
}

function listRules(db: Queryable): Promise<SharingRule[]> {
  return db.query<SharingRule>({
    text: `select id, name, opens->>'noun' as noun, opens->'where' as "where", access, member, team from sharing_rules
      where deleted_at is null and opens->>'noun' is not null and jsonb_typeof(opens->'where') = 'object'
        and (everyone or member is not null or team is not null) order by id`,
  });
}

function listTerritories(db: Queryable): Promise<Territory[]> {
  const members = quote(linksTableOf(territory, 'members'));
  return db.query<Territory>({
    text: `select id, name, parent, coalesce("where", '{}') as "where",
        array(select l.target from ${members} l where l.source = t.id)::text[] as members
      from territories t where deleted_at is null order by id`,
  });
}
