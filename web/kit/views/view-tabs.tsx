import { Button } from '@mantine/core';
import { IconDeviceFloppy, IconList, IconRotate } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ComponentType, Suspense } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../shell/notify.ts';
import { part } from '../../ui/part.tsx';
import { useListSearch } from '../list/use-list-search.ts';
import { type ListViewsState, useListViews } from './list-views.tsx';
import { useTabKeys } from './use-tab-keys.ts';
import { ViewMenu } from './view-menu.tsx';
import { useViewName, viewIcons } from './view-names.ts';
import { hasChanges, settingsOfSearch } from './view-search.ts';
import classes from './view-tabs.module.css';
import { useViewWrites } from './views.queries.ts';

const ViewNotice = part(() => import('./view-notice.tsx'));

/** The saved views of the noun, one tab each behind the plain list, and what can be done with the open one. */
export function ViewTabs({ noun }: { readonly noun: NounMetadata }) {
  const state = useListViews();
  if (!state) return null;
  const { current, error, address } = state;
  const isMissing = address.saved !== undefined && address.saved !== 'all' && !current && !state.isPending;
  return (
    <>
      <div className={classes.bar}>
        <TabList state={state} />
        <Unsaved state={state} />
        <ViewMenu noun={noun} state={state} />
      </div>
      <Suspense>
        {(error || isMissing || (current && current.faults.length > 0)) && <ViewNotice noun={noun} state={state} />}
      </Suspense>
    </>
  );
}

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  readonly isCurrent: boolean;
  /** What the address says to open it. */
  readonly saved: string | undefined;
}

function TabList({ state }: { readonly state: ListViewsState }) {
  const { t } = useTranslation('views');
  const navigate = useNavigate();
  const nameOf = useViewName();
  const { views, current, opens } = state;
  const plain = { id: 'all', label: t('all'), icon: IconList, isCurrent: !current, saved: opens ? 'all' : undefined };
  const tabs: readonly Tab[] = [
    plain,
    ...views.map((view) => ({
      ...{ id: view.id, label: nameOf(view), icon: viewIcons[view.type] },
      ...{ isCurrent: view.id === current?.id, saved: view.id },
    })),
  ];
  useTabKeys((place) => {
    const tab = tabs[place];
    if (tab) void navigate({ to: '.', search: { saved: tab.saved } as never });
  });
  return (
    <nav className={classes.tabs} aria-label={t('title')}>
      {tabs.map(({ id, label, icon: Icon, isCurrent, saved }, index) => (
        <Link
          key={id}
          to="."
          search={{ saved } as never}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={isCurrent ? 'page' : undefined}
          data-current={isCurrent || undefined}
          aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
          title={label}
        >
          <Icon size={15} aria-hidden />
          <span>{label}</span>
        </Link>
      ))}
    </nav>
  );
}

/** That what is shown is not what is kept, and the ways out of it. */
function Unsaved({ state }: { readonly state: ListViewsState }) {
  const { t } = useTranslation('views');
  const navigate = useNavigate();
  const [search] = useListSearch();
  const { change } = useViewWrites(state.noun);
  const { current, address, mine } = state;
  if (!current || !hasChanges(address)) return null;
  const reset = () => void navigate({ to: '.', search: { saved: current.id } as never, replace: true });
  const save = () => {
    const draft = { type: search.as ?? 'list', settings: settingsOfSearch(search, mine.widths) };
    const saved = {
      onSuccess: () => [notifyDone(t('saved')), reset()],
      onError: (error: Error) => notifyProblem(error, t),
    };
    change.mutate({ id: current.id, version: current.version, draft }, saved);
  };
  return (
    <div className={classes.unsaved} role="status">
      <span className={classes.dot} aria-hidden />
      <span className={classes.unsavedText}>{t('unsaved')}</span>
      {current.mayChange && (
        <Button
          size="xs"
          variant="light"
          leftSection={<IconDeviceFloppy size={14} />}
          loading={change.isPending}
          onClick={save}
        >
          {t('save')}
        </Button>
      )}
      <Button size="xs" variant="subtle" color="gray" leftSection={<IconRotate size={14} />} onClick={reset}>
        {t('reset')}
      </Button>
    </div>
  );
}
