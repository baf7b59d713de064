import { Button } from '@mantine/core';
import { IconFileImport, IconFilterOff, IconInbox, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useLabels } from '../labels.ts';
import type { List } from './use-list.ts';

interface NothingHereProps {
  readonly noun: NounMetadata;
  readonly list: List;
  readonly onCreate: (() => void) | undefined;
}

/** Why a list shows nothing, and what to do: nothing matches, the bin is empty, or there is nothing yet. */
export function NothingHere({ noun, list, onCreate }: NothingHereProps) {
  const { t, i18n } = useTranslation('kit');
  // What people bring along from elsewhere says what it is for.
  const isTaught = i18n.exists(`nouns:${noun.name}.about`);
  const labels = useLabels();
  const { search, change } = list;
  if (search.filter || search.search) {
    const clear = () => change({ filter: undefined, search: undefined });
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('list.noMatch')}
        text={t('list.noMatchText')}
        actions={
          <Button variant="default" onClick={clear}>
            {t('list.clearFilters')}
          </Button>
        }
      />
    );
  }
  if (search.deleted) return <EmptyState icon={IconTrash} title={t('list.binEmpty')} text={t('list.binEmptyText')} />;
  // Whoever can add nothing is not told to.
  const invitation = onCreate ? t(noun.may.import ? 'list.emptyText' : 'list.emptyTextOne') : '';
  return (
    <EmptyState
      icon={IconInbox}
      title={t('list.empty')}
      text={t([`nouns:${noun.name}.about`, `nouns:${noun.name}.empty`], { defaultValue: invitation })}
      actions={
        <>
          {onCreate && (
            <Button leftSection={<IconPlus size={16} />} onClick={onCreate}>
              {labels.create(noun.name)}
            </Button>
          )}
          {onCreate && noun.may.import && isTaught && (
            <Button
              component={Link}
              to="/import"
              search={{ target: noun.name } as never}
              variant="default"
              leftSection={<IconFileImport size={16} />}
            >
              {t('list.fromFile')}
            </Button>
          )}
        </>
      }
    />
  );
}
