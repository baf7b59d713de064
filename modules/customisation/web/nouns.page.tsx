import { Button, Text } from '@mantine/core';
import { IconPlus, IconStack2 } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import { type CustomNoun, useCustomNouns } from './custom-nouns.queries.ts';
import classes from './fields.module.css';
import { NounLine } from './noun-line.tsx';
import { ShippedNouns } from './shipped-nouns.tsx';

const NounDialog = part(() => import('./noun-dialog.tsx'));

/** The kinds of records a workspace has added. */
export function NounsPage() {
  const { t } = useTranslation('customisation');
  const navigate = useNavigate();
  const [editing, setEditing] = useState<CustomNoun | 'new' | null>(null);
  const { data, error, isPending, refetch } = useCustomNouns();
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {t('nounPage.add')}
    </Button>
  );
  const showFields = (name: string) => void navigate({ to: '/fields', search: { noun: name } } as never);
  return (
    <Page title={t('navigation.nouns')} actions={addButton} layout="text">
      <Text c="dimmed" mb="md">
        {t('nounPage.text')}
      </Text>
      {isPending && <LoadingState lines={4} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState icon={IconStack2} title={t('nounPage.none')} text={t('nounPage.noneText')} />
      )}
      {data && data.items.length > 0 && (
        <ul className={classes.fields}>
          {data.items.map((noun) => (
            <NounLine
              key={noun.id}
              noun={noun}
              onEdit={() => setEditing(noun)}
              onFields={() => showFields(noun.name)}
            />
          ))}
        </ul>
      )}
      <ShippedNouns onFields={showFields} />
      <Suspense>
        {editing && (
          <NounDialog
            noun={editing === 'new' ? null : editing}
            onClose={() => setEditing(null)}
            onAdded={({ name }) => showFields(name)}
          />
        )}
      </Suspense>
    </Page>
  );
}
