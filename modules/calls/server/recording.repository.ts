import type { Queryable } from '../../../server/db/database.ts';

export async function noteRecording(db: Queryable, call: string, recording: string): Promise<void> {
  await db.query({ text: 'update phone_call set recording = $2 where id = $1', values: [call, recording] });
}

/** Where a recording is fetched from, sealed. */
export async function findUrl(db: Queryable, recording: string): Promise<string | null> {
  const [row] = await db.query<{ url: string | null }>({
    text: 'select recording_url as url from phone_call where recording = $1',
    values: [recording],
  });
  return row?.url ?? null;
}

export async function forgetUrl(db: Queryable, recording: string): Promise<void> {
  await db.query({ text: 'update phone_call set recording_url = null where recording = $1', values: [recording] });
}

/** Whether this is a hearing of its own: what a player asks for within ten minutes of the last part is the same one. */
export async function beginsHearing(db: Queryable, recording: string, member: string): Promise<boolean> {
  const rows = await db.query({
    text: `insert into recording_hearing as h (recording, member, at) values ($1, $2, clock_timestamp())
      on conflict (recording, member) do update set at = excluded.at where h.at < clock_timestamp() - interval '10 minutes'
      returning 1 as one`,
    values: [recording, member],
  });
  return rows.length > 0;
}

/** Recordings whose sound has been kept as long as their telephone system says. */
export async function listOutdated(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select r.id from recordings r join phone_call c on c.recording = r.id
      join phone_exchange e on e.id = c.exchange
      where e.keep_days is not null and r.created_at < now() - make_interval(days => e.keep_days) and r.state <> 'erased'
      order by r.id limit 5000`,
  });
  return rows.map(({ id }) => id);
}

/** Recordings of these calls. */
export async function listOfCalls(db: Queryable, tasks: readonly string[]): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: 'select id from recordings where call = any($1::uuid[])',
    values: [tasks],
  });
  return rows.map(({ id }) => id);
}
