import { Client } from 'pg';
import type { TestDatabase } from './database.ts';

/** Runs one statement as PostgreSQL's superuser, past everything the server may do; answers the last rows. */
export async function queryAsSuperuser(database: TestDatabase, text: string): Promise<readonly object[]> {
  const client = new Client(database.superuser);
  await client.connect();
  try {
    const results = [await client.query<object>(text)].flat();
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}
