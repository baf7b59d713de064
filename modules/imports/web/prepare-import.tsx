import { useNavigate } from '@tanstack/react-router';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import type { ImportTable } from '../contract/index.ts';
import { CheckStep } from './check/check-step.tsx';
import { ColumnsStep } from './columns/columns-step.tsx';
import { useDraft } from './draft.ts';
import { useImportTable } from './import.queries.ts';
import type { ImportSearch } from './import-search.ts';

interface PrepareImportProps {
  readonly id: string;
  readonly step: ImportSearch['step'];
}

/** An import that is not started yet: where its columns go, then what would come of it. */
export function PrepareImport({ id, step }: PrepareImportProps) {
  const { data: table, error, refetch } = useImportTable(id);
  if (!table) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState lines={8} />;
  return <Steps table={table} step={step} />;
}

function Steps({ table, step }: { readonly table: ImportTable; readonly step: ImportSearch['step'] }) {
  const draft = useDraft(table);
  const navigate = useNavigate();
  const go = (search: ImportSearch) => void navigate({ to: '/import', search: search as never });
  if (step === 'check') return <CheckStep table={table} draft={draft} onBack={() => go({ id: table.id })} />;
  return <ColumnsStep table={table} draft={draft} onNext={() => go({ id: table.id, step: 'check' })} />;
}
