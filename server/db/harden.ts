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
