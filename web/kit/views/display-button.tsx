import { ActionIcon, Popover } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { part } from '../../ui/part.tsx';
import type { Displayed } from './display-menu.tsx';
import { viewIcons } from './view-names.ts';

const ColorDrawer = part(() => import('./colors/color-drawer.tsx'));
const DisplayMenu = part(() => import('./display-menu.tsx'));

interface DisplayButtonProps {
  readonly noun: NounMetadata;
  readonly list: Displayed;
}

/** Opens the choice of how records are shown; its icon is the way they are shown now. */
export function DisplayButton({ noun, list }: DisplayButtonProps) {
  const { t } = useTranslation('views');
  const [isOpen, setOpen] = useState(false);
  const [coloring, setColoring] = useState(false);
  const Icon = viewIcons[list.search.as ?? 'list'];
  const color = () => {
    setOpen(false);
    setColoring(true);
  };
  return (
    <>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <ActionIcon
            variant="default"
            size="input-sm"
            aria-label={t('display.title')}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon size={16} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <Suspense fallback={<LoadingState lines={6} />}>
            <DisplayMenu noun={noun} list={list} onColors={color} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <Suspense>{coloring && <ColorDrawer noun={noun} list={list} onClose={() => setColoring(false)} />}</Suspense>
    </>
  );
}
