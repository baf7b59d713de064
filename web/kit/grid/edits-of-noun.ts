import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { findProblem, isOffline, problemFields, problemLines, statusOf } from '../../i18n/problem-text.ts';
import { getI18n } from '../../i18n/shown-texts.ts';
import { waitingChanges } from '../../offline/device.ts';
import { notifyDone } from '../../shell/notify.ts';
import { sessionQuery } from '../../shell/session.ts';
import { updateRecord, updateSeparately } from '../data/api.ts';
import { keepCells } from '../data/kept-writes.ts';
import { findField } from '../data/named-field.ts';
import { recordKeys } from '../data/query-keys.ts';
import { changeCachedRecord, findCachedRecord, storeRecord } from '../data/record-cache.ts';
import { isSameValue, toInputValues } from '../data/record-values.ts';
import { errorsByField } from '../form/field-errors.ts';
import { findCurrent } from '../record/stale-record.ts';
import { CellEdits } from './cell-edits.ts';
import { EditHistory } from './edit-history.ts';
import { type EditPort, EditSender, type Failure, type RecordWrite, type WriteAnswer } from './edit-sender.ts';

/** What is typed into the cells of a noun, on its way and gone: it outlives the page, but not the session. */
export interface NounEdits {
  readonly edits: CellEdits;
  readonly sender: EditSender;
  readonly history: EditHistory;
  /** As the noun is described now. */
  noun: NounMetadata;
}

const all = new WeakMap<QueryClient, Map<string, NounEdits>>();

/** The edits of a noun's cells in this visit of the person who is signed in. */
export function editsOf(client: QueryClient, noun: NounMetadata): NounEdits {
  const session = client.getQueryData(sessionQuery.queryKey);
  const key = `${session?.workspace.id} ${session?.member.id} ${noun.name}`;
  const known = all.get(client) ?? new Map<string, NounEdits>();
  all.set(client, known);
  const found = known.get(key) ?? begin(client, noun);
  found.noun = noun;
  known.set(key, found);
  return found;
}

function begin(client: QueryClient, noun: NounMetadata): NounEdits {
  const edits = new CellEdits();
  const sender = new EditSender(
    edits,
    portOf(client, () => begun.noun),
  );
  const history = new EditHistory(edits, sender, (count) => notifyDone(getI18n().t('kit:grid.undoKept', { count })));
  const begun: NounEdits = { edits, sender, history, noun };
  window.addEventListener('online', () => sender.resume());
  // What is still on its way, or refused, exists nowhere else.
  window.addEventListener('beforeunload', (event) => edits.open.length > 0 && event.preventDefault());
  return begun;
}

function portOf(client: QueryClient, nounNow: () => NounMetadata): EditPort {
  const isSame: EditPort['isSame'] = (name, one, other) => {
    const field = findField(nounNow(), name);
    return field ? isSameValue(field, one, other) : one === other;
  };
  return {
    isSame,
    find: (id) => findCachedRecord(client, nounNow().name, id),
    // A mutation: others see that something is being written, and that nobody is signed in any more.
    write: (writes) =>
      new MutationObserver<readonly WriteAnswer[], Error, readonly RecordWrite[]>(client, {
        mutationFn: (sent) => writeRecords(nounNow(), sent),
      }).mutate(writes),
    store: (record, values) => {
      const { name } = nounNow();
      changeCachedRecord(client, name, record.id, (shown) => ({ ...shown, ...values }));
      storeRecord(client, name, record);
    },
    keep: (writes) => keepCells(nounNow(), writes, (id) => findCachedRecord(client, nounNow().name, id)),
    written: (records) => renew(client, nounNow().name, records),
    read: (error) => readFailure(nounNow(), error),
    later: (work, milliseconds) => window.setTimeout(work, milliseconds),
  };
}

async function writeRecords(noun: NounMetadata, writes: readonly RecordWrite[]): Promise<readonly WriteAnswer[]> {
  // What waits on the device goes before.
  if (writes.some(({ id }) => waitingChanges.holds(id))) throw new TypeError('Failed to fetch');
  const sent = writes.map((write) => ({ ...write, values: toInputValues(noun, write.values) }));
  const [only] = sent;
  // What concerns the one is thrown: a refusal for want of a session has to be seen as such.
  if (only && sent.length === 1) return [{ record: await updateRecord(noun, only.id, only.values, only.version) }];
  return updateSeparately(noun, sent);
}

function renew(client: QueryClient, noun: string, records: readonly AnyRecord[]): void {
  for (const { id } of records) void client.invalidateQueries({ queryKey: recordKeys.changes(noun, id) });
  void client.invalidateQueries({ queryKey: recordKeys.lists(noun), refetchType: 'inactive' });
  void client.invalidateQueries({ queryKey: recordKeys.counts(noun) });
}

function readFailure(noun: NounMetadata, error: unknown): Failure {
  const { t } = getI18n();
  const current = findCurrent(error);
  if (current) return { kind: 'stale', current };
  const status = statusOf(error);
  if (status === 401) return { kind: 'unreachable', again: false };
  if (isOffline(error)) return { kind: 'unreachable', again: true, isAway: true };
  const isPassing = status === null || status >= 502 || status === 429 || findProblem(error)?.code === 'busy';
  if (isPassing) return { kind: 'unreachable', again: true };
  const byField = errorsByField(noun, problemFields(error, t));
  return { kind: 'refused', byField, text: problemLines(error, t, noun.name) };
}
