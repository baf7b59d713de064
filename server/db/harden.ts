import type { Log } from '../config/log.ts';
import type { Queryable } from './database.ts';

/**
 * What only a superuser can do for the walls between workspaces; run once in a database that Rapport makes itself.
 * `set_config` is the one function by which SQL slipped into a statement could take another workspace's role: without it
 * a role changes by a statement of its own only, and a second statement is never accepted.
 */
export function hardeningStatements(loginRole: string): readonly string[] {
  const role = `"${loginRole.replaceAll('"', '""')}"`;
  return [
    'revoke execute on function pg_catalog.set_config(text, text, boolean) from public',
    `grant execute on function pg_catalog.set_config(text, text, boolean) to ${role}`,
  ];
}

/** On a database somebody else made, tells what its superuser can still do. */
export async function warnUnlessHardened(control: Queryable, log: Log): Promise<void> {
  const [row] = await control.query<{ open: boolean; role: string }>({
    text: `select current_user::text as role,
      has_function_privilege('public', 'pg_catalog.set_config(text, text, boolean)', 'execute') as open`,
  });
  if (!row?.open) return;
  const statements = hardeningStatements(row.role).join('; ');
  log.warn(`The walls between workspaces lack their second layer: run as a superuser in this database: ${statements};`);
}
