import { Button, Select } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useRef } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { FilterChips } from '../../../../web/kit/filter/filter-chips.tsx';
import listClasses from '../../../../web/kit/list/list-page.module.css';
import { SearchBox } from '../../../../web/kit/list/search-box.tsx';
import { useColumns } from '../../../../web/kit/list/use-columns.ts';
import { useListSearch } from '../../../../web/kit/list/use-list-search.ts';
import { DisplayButton } from '../../../../web/kit/views/display-button.tsx';
import { part } from '../../../../web/ui/part.tsx';
import type { PipelineRecord } from '../stages.queries.ts';

const ColorLegend = part(() => import('../../../../web/kit/views/colors/color-legend.tsx'));
const FilterDrawer = part(() => import('../../../../web/kit/filter/filter-drawer.tsx'));

interface BoardToolbarProps {
  readonly deal: NounMetadata;
  readonly pipelines: readonly PipelineRecord[];
  readonly shown: PipelineRecord;
  readonly filtering: boolean;
  readonly onFiltering: (filtering: boolean) => void;
}

/** Which pipeline, and which of its deals. */
export function BoardToolbar({ deal, pipelines, shown, filtering, onFiltering }: BoardToolbarProps) {
  const { t } = useTranslation('kit');
  const [search, change] = useListSearch();
  const columns = useColumns(deal, search, change);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className={listClasses.toolbar} role="toolbar" aria-label={t('list.tools')}>
        <SearchBox
          value={search.search ?? ''}
          inputRef={input}
          onSearch={(words) => change({ search: words || undefined })}
        />
        <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />} onClick={() => onFiltering(true)}>
          {t('filter.title')}
        </Button>
        <DisplayButton noun={deal} list={{ search, change, columns }} />
        {pipelines.length > 1 && <PipelineSwitch pipelines={pipelines} shown={shown} />}
      </div>
      <FilterChips
        noun={deal}
        filter={search.filter}
        onChange={(filter) => change({ filter })}
        onEdit={() => onFiltering(true)}
      />
      <Suspense>
        {search.colors && <ColorLegend noun={deal} rules={search.colors} />}
        {filtering && (
          <FilterDrawer
            noun={deal}
            filter={search.filter}
            onApply={(filter) => change({ filter })}
            onClose={() => onFiltering(false)}
          />
        )}
      </Suspense>
    </>
  );
}

function PipelineSwitch({ pipelines, shown }: Pick<BoardToolbarProps, 'pipelines' | 'shown'>) {
  const { t } = useTranslation('deals');
  const navigate = useNavigate();
  const offered = pipelines.filter((one) => !one.archived || one.id === shown.id);
  return (
    <Select
      aria-label={t('board.pipeline')}
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={shown.id}
      allowDeselect={false}
      maw="14rem"
      onChange={(pipeline) =>
        void navigate({ to: '.', search: (before: object) => ({ ...before, pipeline }) as never, replace: true })
      }
    />
  );
}
