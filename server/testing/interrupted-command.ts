import { Client } from 'pg';
import { endWhenAsked } from '../cli/interrupt.ts';
import { connectDatabase } from '../db/connect.ts';

/** A command that writes something to a database started for it, and would then work for ever. */
const { dataDir } = JSON.parse(process.argv[2] ?? '') as { readonly dataDir: string };
endWhenAsked();
const log = { info: console.log, warn: console.log, error: console.log };
const { connection } = await connectDatabase({ DATA_DIR: dataDir }, log);
const client = new Client(connection);
await client.connect();
await client.query('create table kept as select 1 as one');
console.log('written');
await client.query('select pg_sleep(600)').catch(() => undefined);
