import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { part } from '../../ui/part.tsx';
import type { ListViewsState } from './list-views.tsx';
import classes from './view-tabs.module.css';

const ViewDialog = part(() => import('./view-dialog.tsx'));
const ViewMenuItems = part(() => import('./view-menu-items.tsx'));

interface ViewMenuProps {
  readonly noun: NounMetadata;
  readonly state: ListViewsState;
}

/** What can be done with the open view, and the way to a new one. */
export function ViewMenu({ noun, state }: ViewMenuProps) {
  const { t } = useTranslation('views');
  const [dialog, setDialog] = useState<'new' | 'change' | null>(null);
  const { current } = state;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            className={classes.menu ?? ''}
            variant="subtle"
            color="gray"
            size="input-sm"
            aria-label={t('menu')}
          >
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Suspense>
            <ViewMenuItems state={state} onNew={() => setDialog('new')} onChange={() => setDialog('change')} />
          </Suspense>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {dialog && (
          <ViewDialog
            noun={noun}
            state={state}
            view={dialog === 'change' ? current : null}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </>
  );
}
