import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { createClient } from '../../../web/client/client.ts';
import {
  cancelImport,
  checkImport,
  downloadRejected,
  getImportState,
  getImportTable,
  type ImportMapping,
  type ImportState,
  importRun,
  listRejectedRows,
  startImport,
  uploadImport,
} from '../contract/index.ts';

const client = createClient();

const keys = {
  state: (id: string) => ['imports', 'state', id] as const,
  table: (id: string) => ['imports', 'table', id] as const,
  check: (id: string, mapping: ImportMapping) => ['imports', 'check', id, mapping] as const,
  rejected: (id: string) => ['imports', 'rejected', id] as const,
  history: ['imports', 'history'] as const,
};

/** How often a running import is asked how far it is, in milliseconds. */
const interval = 1000;

/** Sends a file; what its columns seem to be is then known without asking. */
export function useUpload() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ target, file }: { readonly target: string; readonly file: File }) =>
      client.call(uploadImport, { query: { target }, file }),
    onSuccess: (table) => {
      queries.setQueryData(keys.table(table.id), table);
      void queries.invalidateQueries({ queryKey: keys.history });
    },
  });
}

export function useImportTable(id: string) {
  return useQuery({
    queryKey: keys.table(id),
    queryFn: ({ signal }) => client.call(getImportTable, { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Where an import stands, asked every second while it runs. What lists show is asked anew once it has ended. */
export function useImportState(id: string) {
  const queries = useQueryClient();
  const state = useQuery({
    queryKey: keys.state(id),
    queryFn: ({ signal }) => client.call(getImportState, { params: { id }, signal }),
    refetchInterval: ({ state: { data } }) => (data?.status === 'running' ? interval : false),
    staleTime: 0,
  });
  const status = state.data?.status;
  useEffect(() => {
    if (status === 'done' || status === 'cancelled' || status === 'failed') {
      void queries.invalidateQueries({ queryKey: ['records'] });
      void queries.invalidateQueries({ queryKey: keys.history });
    }
  }, [status, queries]);
  return state;
}

/** What the mapping makes of the file; the check before stays visible while another mapping is checked. */
export function useCheck(id: string, mapping: ImportMapping) {
  return useQuery({
    queryKey: keys.check(id, mapping),
    queryFn: ({ signal }) => client.call(checkImport, { params: { id }, body: mapping, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function useStart(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (mapping: ImportMapping) => client.call(startImport, { params: { id }, body: mapping }),
    onSuccess: (state) => keepState(queries, state),
  });
}

export function useCancel(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(cancelImport, { params: { id } }),
    onSuccess: (state) => keepState(queries, state),
  });
}

export function useRejectedRows(id: string) {
  return useQuery({
    queryKey: keys.rejected(id),
    queryFn: ({ signal }) => client.call(listRejectedRows, { params: { id }, signal }),
  });
}

/** The latest imports of the workspace, as far as one may see them. */
export function useHistory() {
  return useQuery({
    queryKey: keys.history,
    queryFn: ({ signal }) =>
      client
        .records(importRun)
        .list({ sort: '-createdAt', limit: 20, expand: ['startedBy'], fields: [...historyFields] }, { signal }),
  });
}
const historyFields = [
  ...['fileName', 'target', 'status', 'rows', 'created', 'updated', 'unchanged', 'rejected'],
  ...['startedBy', 'createdAt'],
];

/** The address of the rejected rows as a file, with the reasons in the language. */
export const rejectedAddress = (id: string, language: Language): string =>
  client.address(downloadRejected, { params: { id }, query: { language } });

function keepState(queries: ReturnType<typeof useQueryClient>, state: ImportState): void {
  queries.setQueryData(keys.state(state.id), state);
  void queries.invalidateQueries({ queryKey: keys.history });
}
