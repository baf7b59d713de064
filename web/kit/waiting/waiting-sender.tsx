import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { waitingChanges } from '../../offline/device.ts';
import type { WaitingChange } from '../../offline/waiting-change.ts';
import { notifyDone } from '../../shell/notify.ts';
import { createRecord, deleteRecord, updateRecord } from '../data/api.ts';
import { recordKeys } from '../data/query-keys.ts';
import { dropFromLists, storeRecord } from '../data/record-cache.ts';
import { refreshLists } from '../data/record-mutations.ts';

/** Milliseconds between attempts while something waits. */
const pace = 10_000;

/** Sends what waits on this device as soon as somebody answers. One tab of a browser does it at a time. */
export function WaitingSender() {
  const { t } = useTranslation('kit');
  const client = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    const onSent = (change: WaitingChange, record: AnyRecord) => {
      takeOver(client, change, record);
      // Whoever looks at a new record goes on looking at it under the name it has now.
      const { pathname } = router.state.location;
      if (change.kind === 'create' && pathname.endsWith(`/${change.id}`))
        void router.navigate({ to: pathname.replace(change.id, record.id), replace: true });
    };
    const send = async () => {
      await waitingChanges.read();
      const before = waitingChanges.list().length;
      if (!waitingChanges.list().some(({ state }) => state === 'waiting')) return;
      await alone(() => waitingChanges.send((change) => transmit(client, change), onSent));
      if (before > 0 && waitingChanges.list().length === 0) notifyDone(t('waiting.sent', { count: before }));
    };
    const attempt = () => void send().catch((error: unknown) => console.error(error));
    const timer = window.setInterval(attempt, pace);
    for (const event of ['online', 'focus']) window.addEventListener(event, attempt);
    const forget = waitingChanges.whenDecided(attempt);
    attempt();
    return () => {
      forget();
      window.clearInterval(timer);
      for (const event of ['online', 'focus']) window.removeEventListener(event, attempt);
    };
  }, [client, router, t]);
  return null;
}

function transmit(client: QueryClient, { kind, noun, plural, id, values, version, key }: WaitingChange) {
  const described = client.getQueryData<Metadata>(recordKeys.metadata)?.nouns.find(({ name }) => name === noun);
  const target = described ?? ({ name: noun, plural } as NounMetadata);
  if (kind === 'create') return createRecord(target, values, key);
  if (kind === 'delete') return deleteRecord(target, id, version ?? undefined, key);
  return updateRecord(target, id, values, version ?? undefined, key);
}

function takeOver(client: QueryClient, { noun, id, kind }: WaitingChange, record: AnyRecord): void {
  storeRecord(client, noun, record);
  if (kind === 'delete') dropFromLists(client, noun, new Set([id]));
  if (kind === 'create') client.removeQueries({ queryKey: recordKeys.record(noun, id) });
  void client.invalidateQueries({ queryKey: recordKeys.record(noun, record.id) });
  void client.invalidateQueries({ queryKey: recordKeys.changes(noun, record.id) });
  void refreshLists(client, noun);
}

/** Where there are no locks (plain HTTP from another machine) each write's own key keeps two tabs from making two. */
function alone(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('rapport.waiting', work) : work();
}
