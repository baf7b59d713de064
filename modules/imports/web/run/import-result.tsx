import { Alert, Button, Group } from '@mantine/core';
import { IconArrowRight, IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useLanguage } from '../../../../web/i18n/use-language.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import type { ImportState } from '../../contract/index.ts';
import { FaultyRows } from '../faulty-rows.tsx';
import { rejectedAddress, useRejectedRows } from '../import.queries.ts';
import { NamesTaken } from './names-taken.tsx';
import { OutcomeTiles } from './outcome-tiles.tsx';

/** The fourth step when it is over: what became of the rows, and where they are now. */
export function ImportResult({ state }: { readonly state: ImportState }) {
  const { t } = useTranslation('imports');
  return (
    <>
      <Outcome state={state} />
      <OutcomeTiles state={state} />
      <ListLink target={state.target} />
      {state.rejected > 0 && <RejectedRows state={state} />}
      {state.names.length > 0 && <NamesTaken state={state} title={t('result.names')} />}
    </>
  );
}

const colors = { done: 'green', cancelled: 'orange', failed: 'red' } as const;

function Outcome({ state }: { readonly state: ImportState }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const counts = { done: format.number(state.processed), rows: format.number(state.rows), file: state.fileName };
  const end = state.status === 'cancelled' || state.status === 'failed' ? state.status : 'done';
  return (
    <Alert color={colors[end]} mb="md" role="status">
      {t(`result.${end}`, counts)}
    </Alert>
  );
}

function ListLink({ target }: { readonly target: string }) {
  const { t } = useTranslation('imports');
  const labels = useLabels();
  const noun = useNoun(target);
  if (!noun) return null;
  return (
    <Group mb="md">
      <Button component={Link} to={`/${noun.plural}`} rightSection={<IconArrowRight size={16} />}>
        {t('result.show', { noun: labels.nouns(target) })}
      </Button>
    </Group>
  );
}

function RejectedRows({ state }: { readonly state: ImportState }) {
  const { t } = useTranslation('imports');
  const { language } = useLanguage();
  const { data, error, refetch } = useRejectedRows(state.id);
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null;
  const download = (
    <Button
      component="a"
      href={rejectedAddress(state.id, language)}
      download
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} />}
    >
      {t('result.download')}
    </Button>
  );
  return (
    <FaultyRows
      title={t('result.rejected')}
      target={state.target}
      rows={data.rows}
      total={state.rejected}
      actions={download}
    />
  );
}
