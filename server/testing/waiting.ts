import { Client, type PoolConfig } from 'pg';

/** How many connections to this database wait for a lock that another one holds. */
export async function countWaiting(connection: PoolConfig): Promise<number> {
  const client = new Client(connection);
  await client.connect();
  try {
    const text = `select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    const { rows } = await client.query<{ count: number }>(text);
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
