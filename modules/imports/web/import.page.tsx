import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { NounGate } from '../../../web/kit/noun-gate.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { ChooseFile } from './choose/choose-file.tsx';
import { ImportHistory } from './history.tsx';
import { useImportState } from './import.queries.ts';
import type { ImportSearch } from './import-search.ts';
import { PrepareImport } from './prepare-import.tsx';
import { ImportResult } from './run/import-result.tsx';
import { RunProgress } from './run/run-progress.tsx';
import { StepList } from './step-list.tsx';

/** Brings a file in: choose it, say where its columns go, check, watch. The URL says which import, and how far it is. */
export function ImportPage() {
  const { t } = useTranslation('imports');
  const search = useSearch({ strict: false }) as ImportSearch;
  const another = search.id && (
    <Button component={Link} to="/import" variant="default" leftSection={<IconPlus size={16} />}>
      {t('another')}
    </Button>
  );
  return (
    <Page title={t('navigation')} actions={another}>
      <NounGate name="importRun">
        {() =>
          search.id ? (
            <OneImport key={search.id} id={search.id} step={search.step} />
          ) : (
            <>
              <StepList current="file" />
              <ChooseFile key={search.target} target={search.target} />
              <ImportHistory />
            </>
          )
        }
      </NounGate>
    </Page>
  );
}

function OneImport({ id, step }: { readonly id: string; readonly step: ImportSearch['step'] }) {
  const { data: state, error, refetch } = useImportState(id);
  if (!state) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState lines={8} />;
  const current = state.status !== 'ready' ? 'import' : step === 'check' ? 'check' : 'columns';
  return (
    <>
      <StepList current={current} takesFocus />
      {state.status === 'ready' && <PrepareImport id={id} step={step} />}
      {state.status === 'running' && <RunProgress state={state} problem={error} />}
      {current === 'import' && state.status !== 'running' && <ImportResult state={state} />}
    </>
  );
}
