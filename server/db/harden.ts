import type { Log } from '../config/log.ts';
import type { Queryable } from './database.ts';

/**
 * What only a superuser can do for the walls between workspaces; run once in a database that Rapport makes itself. Any
 * role the server may take on can be taken by SQL that runs inside a statement: by `set_config`, and by whatever a role
 * writes for itself (a function, a DO block). Without these a role changes by a statement of its own only, and a second
 * statement is never accepted.
 */
export function hardeningStatements(loginRole: string): readonly string[] {
  const role = `"${loginRole.replaceAll('"', '""')}"`;
  return [
    'revoke execute on function pg_catalog.set_config(text, text, boolean) from public',
    `grant execute on function pg_catalog.set_config(text, text, boolean) to ${role}`,
    'revoke usage on language plpgsql, sql from public',
    `grant usage on language plpgsql, sql to ${role}`,
  ];
}

/** Whether something of that has still to be done, as a condition in SQL. */
export const isOpenText = `(has_function_privilege('public', 'pg_catalog.set_config(text, text, boolean)', 'execute')
  or has_language_privilege('public', 'plpgsql', 'usage') or has_language_privilege('public', 'sql', 'usage'))`;

/** On a database somebody else made, tells what its superuser can still do. */
export async function warnUnlessHardened(control: Queryable, log: Log): Promise<void> {
  const [row] = await control.query<{ open: boolean; role: string }>({
    text: `select current_user::text as role, ${isOpenText} as open`,
  });
  if (!row?.open) return;
  const statements = hardeningStatements(row.role).join('; ');
  log.warn(`The walls between workspaces lack their second layer: run as a superuser in this database: ${statements};`);
}
