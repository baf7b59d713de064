import { ActionIcon, Button, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { nounIcon } from '../../../web/ui/noun-icon.tsx';
import { part } from '../../../web/ui/part.tsx';
import classes from './fields.module.css';
import { type ShippedNoun, useShippedNouns } from './noun-names.queries.ts';

const NounNamesDialog = part(() => import('./noun-names-dialog.tsx'));

/** The kinds of records that modules bring, which can be called otherwise. */
export function ShippedNouns({ onFields }: { readonly onFields: (noun: string) => void }) {
  const { t } = useTranslation('customisation');
  const { data, error, isPending, refetch } = useShippedNouns();
  const labels = useLabels();
  const byName = (nouns: readonly ShippedNoun[]) =>
    nouns.toSorted((one, other) => labels.nouns(one.noun).localeCompare(labels.nouns(other.noun)));
  const [editing, setEditing] = useState<ShippedNoun | null>(null);
  return (
    <section>
      <Title order={2} size="h4" mt="xl" mb={4}>
        {t('nounPage.shippedTitle')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('nounPage.shippedText')}
      </Text>
      {isPending && <LoadingState lines={4} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <ul className={classes.fields}>
          {byName(data.items).map((noun) => (
            <ShippedLine
              key={noun.noun}
              noun={noun}
              onEdit={() => setEditing(noun)}
              onFields={() => onFields(noun.noun)}
            />
          ))}
        </ul>
      )}
      <Suspense>{editing && <NounNamesDialog noun={editing} onClose={() => setEditing(null)} />}</Suspense>
    </section>
  );
}

interface ShippedLineProps {
  readonly noun: ShippedNoun;
  readonly onEdit: () => void;
  readonly onFields: () => void;
}

function ShippedLine({ noun, onEdit, onFields }: ShippedLineProps) {
  const { t, i18n } = useTranslation('customisation');
  const name = useLabels().nouns(noun.noun);
  const metadata = useNoun(noun.noun);
  const NamedIcon = nounIcon(metadata?.icon ?? 'folder');
  const shipped = localText(noun.shipped.many, i18n.language) ?? '';
  return (
    <li className={classes.field}>
      <span className={classes.noun}>
        <NamedIcon size={18} stroke={1.6} />
        {name}
      </span>
      <span className={classes.facts}>
        {name !== shipped && t('nounPage.shippedAs', { name: shipped })}
        {metadata && <code>{metadata.plural}</code>}
      </span>
      <span className={classes.acts}>
        <Button variant="subtle" size="compact-sm" onClick={onFields}>
          {t('navigation.fields')}
        </Button>
        <ActionIcon aria-label={t('nounPage.rename', { name })} onClick={onEdit}>
          <IconPencil size={16} />
        </ActionIcon>
      </span>
    </li>
  );
}
