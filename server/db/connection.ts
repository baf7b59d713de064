import { Client, type ClientConfig } from 'pg';
import { takeOnText } from './session.ts';
import { mostPrepared } from './statement-names.ts';

/** A connection and whose it is. A broken one is closed, never used again. */
export interface Connection {
  readonly client: Client;
  /** The workspace it has taken on; null for the control schema, undefined for nothing yet. */
  schema: string | null | undefined;
  broken: boolean;
  /** How many plans it keeps in the server's memory. */
  prepared: number;
  /** When it was last given back, in milliseconds of `performance.now()`. */
  idleSince: number;
}

export async function openConnection(
  config: ClientConfig,
  onLost: (connection: Connection) => void,
): Promise<Connection> {
  const client = new Client(config);
  const connection: Connection = { client, schema: undefined, broken: false, prepared: 0, idleSince: 0 };
  const lose = () => {
    connection.broken = true;
    onLost(connection);
  };
  client.on('error', lose);
  await client.connect();
  client.on('end', lose);
  return connection;
}

/** Makes the connection `schema`'s. No round trip when it is already. */
export async function takeOn(connection: Connection, schema: string | null): Promise<void> {
  if (connection.schema === schema) return;
  connection.schema = undefined;
  try {
    await connection.client.query(takeOnText(schema));
  } catch (error) {
    connection.broken = true;
    throw error;
  }
  forgetPrepared(connection);
  connection.schema = schema;
}

/** Whether it keeps more plans in the server's memory than are worth their room. */
export function isWorn({ prepared }: Connection): boolean {
  return prepared > mostPrepared;
}

/** Counts the plan that a statement of this name leaves in the server's memory when it runs for the first time. */
export function notePrepared(connection: Connection, name: string | undefined): void {
  if (name !== undefined && !(name in preparedBy(connection.client).parsedStatements)) connection.prepared++;
}

/** Closes without waiting for the answer: the server ends whatever the connection was doing. */
export function discard(connection: Connection): void {
  connection.broken = true;
  connection.client.end().catch(() => undefined);
}

/** pg remembers which names it has prepared; `deallocate all` made that untrue. */
function forgetPrepared(connection: Connection): void {
  preparedBy(connection.client).parsedStatements = {};
  connection.prepared = 0;
}

function preparedBy(client: Client): { parsedStatements: object } {
  return (client as unknown as { connection: { parsedStatements: object } }).connection;
}
