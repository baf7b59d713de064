import { SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconColumns3, IconList } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useListSearch } from '../../../web/kit/list/use-list-search.ts';
import { ListViews, useListViews } from '../../../web/kit/views/list-views.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import classes from './deals.module.css';
import type { DealsSearch, DealsView } from './deals-search.ts';
import { ReadyBar } from './ready/ready-bar.tsx';

// Whoever opens the one does not wait for the other.
const RecordListPage = lazy(async () => ({
  default: (await import('../../../web/kit/list/record-list-page.tsx')).RecordListPage,
}));
const DealBoardPage = lazy(async () => ({ default: (await import('./board/deal-board-page.tsx')).DealBoardPage }));

const pipelineBoard = { as: 'board', board: 'stage' } as const;
const plainList = {};

/** All deals, as a board of stages or as a list; filter and search stay when one changes between them. */
export function DealsPage() {
  const search = useSearch({ strict: false }) as DealsSearch;
  const navigate = useNavigate();
  const [remembered, remember] = useLocalStorage<DealsView>({
    key: 'rapport.dealsView',
    defaultValue: 'board',
    getInitialValueInEffect: false,
  });
  const view = search.view ?? remembered;
  const show = (next: DealsView) => {
    remember(next);
    const without = { as: undefined, board: undefined };
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, ...without, view: next }) as never,
      replace: true,
    });
  };
  return (
    <ListViews noun="deal" implied={view === 'board' ? pipelineBoard : plainList}>
      <ShownDeals onShow={show} />
    </ListViews>
  );
}

/** A board of stages is a board of one pipeline; everything else any noun's list does as well. */
function ShownDeals({ onShow }: { readonly onShow: (view: DealsView) => void }) {
  const views = useListViews();
  const [{ as, board }] = useListSearch();
  if (views?.isPending) return <LoadingState />;
  const isPipeline = as === 'board' && board === 'stage';
  const view = isPipeline ? 'board' : (as ?? 'list') === 'list' ? 'list' : null;
  const actions = views?.current ? null : <ViewToggle view={view} onChange={onShow} />;
  return (
    <Suspense fallback={<LoadingState />}>
      {isPipeline ? (
        <DealBoardPage actions={actions} />
      ) : (
        <RecordListPage noun="deal" actions={actions} above={<ReadyBar />} />
      )}
    </Suspense>
  );
}

interface ViewToggleProps {
  /** Null where the deals are shown in another way. */
  readonly view: DealsView | null;
  readonly onChange: (view: DealsView) => void;
}

function ViewToggle({ view, onChange }: ViewToggleProps) {
  const { t } = useTranslation('deals');
  return (
    <SegmentedControl
      classNames={{ label: classes.option }}
      aria-label={t('view.label')}
      value={view ?? ''}
      onChange={(next) => onChange(next as DealsView)}
      data={[
        { value: 'board', label: <IconColumns3 size={16} role="img" aria-label={t('view.board')} /> },
        { value: 'list', label: <IconList size={16} role="img" aria-label={t('view.list')} /> },
      ]}
    />
  );
}
