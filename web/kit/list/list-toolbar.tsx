import { ActionIcon, Button, Indicator, Menu, Popover } from '@mantine/core';
import { IconColumns3, IconDots, IconFilter, IconTrash } from '@tabler/icons-react';
import { type RefObject, Suspense } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { part } from '../../ui/part.tsx';
import { DisplayButton } from '../views/display-button.tsx';
import { ListMenuItems } from './list-menu-items.tsx';
import classes from './list-page.module.css';
import { SearchBox } from './search-box.tsx';
import type { List } from './use-list.ts';

const ColumnsMenu = part(() => import('./columns-menu.tsx'));

interface ListToolbarProps {
  readonly noun: NounMetadata;
  readonly list: List;
  readonly searchInput: RefObject<HTMLInputElement | null>;
  readonly onFilter: () => void;
}

export function ListToolbar({ noun, list, searchInput, onFilter }: ListToolbarProps) {
  const { t } = useTranslation('kit');
  const { search, change } = list;
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('list.tools')}>
      <SearchBox
        value={search.search ?? ''}
        inputRef={searchInput}
        onSearch={(words) => change({ search: words || undefined })}
      />
      <Button
        className={classes.filter ?? ''}
        variant="default"
        leftSection={<IconFilter size={16} aria-hidden />}
        onClick={onFilter}
      >
        {t('filter.title')}
      </Button>
      <DisplayButton noun={noun} list={list} />
      <ColumnsButton noun={noun} list={list} />
      <MoreMenu noun={noun} list={list} />
    </div>
  );
}

function ColumnsButton({ noun, list }: Pick<ListToolbarProps, 'noun' | 'list'>) {
  const { t } = useTranslation('kit');
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" size="input-sm" aria-label={t('columns.title')}>
          <IconColumns3 size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense
          fallback={
            <div style={{ width: 300 }}>
              <LoadingState lines={6} />
            </div>
          }
        >
          <ColumnsMenu noun={noun} columns={list.columns} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

function MoreMenu({ noun, list: { search, change, query, columns } }: Pick<ListToolbarProps, 'noun' | 'list'>) {
  const { t } = useTranslation('kit');
  const { filter, sort, search: words, deleted } = query;
  return (
    <Menu position="bottom-end">
      <Indicator disabled={!search.deleted} size={8}>
        <Menu.Target>
          <ActionIcon variant="default" size="input-sm" aria-label={t('list.more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
      </Indicator>
      <Menu.Dropdown>
        <ListMenuItems noun={noun} shown={{ filter, sort, search: words, deleted, columns: columns.names }} />
        <Menu.Item
          leftSection={<IconTrash size={16} />}
          onClick={() => change({ deleted: search.deleted ? undefined : true })}
        >
          {t(search.deleted ? 'list.leaveBin' : 'list.bin')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
