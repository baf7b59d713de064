import { SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconColumns3, IconList } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import classes from './deals.module.css';
import type { DealsSearch, DealsView } from './deals-search.ts';

// Whoever opens the one does not wait for the other.
const RecordListPage = lazy(async () => ({
  default: (await import('../../../web/kit/list/record-list-page.tsx')).RecordListPage,
}));
const DealBoardPage = lazy(async () => ({ default: (await import('./board/deal-board-page.tsx')).DealBoardPage }));

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
    void navigate({ to: '.', search: (before: object) => ({ ...before, view: next }) as never, replace: true });
  };
  const toggle = <ViewToggle view={view} onChange={show} />;
  return (
    <Suspense fallback={<LoadingState />}>
      {view === 'list' ? <RecordListPage noun="deal" actions={toggle} /> : <DealBoardPage actions={toggle} />}
    </Suspense>
  );
}

interface ViewToggleProps {
  readonly view: DealsView;
  readonly onChange: (view: DealsView) => void;
}

function ViewToggle({ view, onChange }: ViewToggleProps) {
  const { t } = useTranslation('deals');
  return (
    <SegmentedControl
      classNames={{ label: classes.option }}
      aria-label={t('view.label')}
      value={view}
      onChange={(next) => onChange(next as DealsView)}
      data={[
        { value: 'board', label: <IconColumns3 size={16} role="img" aria-label={t('view.board')} /> },
        { value: 'list', label: <IconList size={16} role="img" aria-label={t('view.list')} /> },
      ]}
    />
  );
}
