import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { metadataQuery, sessionQuery, useSession } from '../shell/session.ts';
import { LiveConnection } from './live-connection.ts';
import { setLive } from './live-state.ts';
import { hearPresence } from './presence.ts';
import { Renewal } from './renewal.ts';

/** Keeps everything on the screen as it is at the server, for as long as somebody is signed in. */
export function LiveUpdates() {
  const client = useQueryClient();
  const session = useSession();
  const reader = session && `${session.workspace.id}.${session.member.id}`;
  useEffect(() => {
    const cursor = client.getQueryData(sessionQuery.queryKey)?.cursor;
    if (!reader || cursor === undefined) return;
    const renewal = new Renewal(client);
    const connection = new LiveConnection({
      reader,
      cursor,
      onEvent: (event) => {
        if (event.event === 'changes') renewal.changed(event.changes);
        else if (event.event === 'presence') hearPresence(event);
        else if (event.event === 'refetch') renewal.refetch(event.because);
      },
      onState: setLive,
      // The answer, that nobody is signed in, leads to the sign-in page.
      onSignedOut: () => void client.refetchQueries({ queryKey: metadataQuery.queryKey, type: 'all' }),
    });
    return () => {
      connection.stop();
      renewal.stop();
    };
  }, [client, reader]);
  return null;
}
