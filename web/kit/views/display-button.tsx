import { ActionIcon, Popover } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { LoadingState } from '../../ui/loading-state.tsx';
import type { List } from '../list/use-list.ts';
import { viewIcons } from './view-names.ts';

const DisplayMenu = lazy(() => import('./display-menu.tsx'));

interface DisplayButtonProps {
  readonly noun: NounMetadata;
  readonly list: List;
}

/** Opens the choice of how records are shown; its icon is the way they are shown now. */
export function DisplayButton({ noun, list }: DisplayButtonProps) {
  const { t } = useTranslation('views');
  const Icon = viewIcons[list.search.as ?? 'list'];
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" size="input-sm" aria-label={t('display.title')}>
          <Icon size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<LoadingState lines={6} />}>
          <DisplayMenu noun={noun} list={list} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
