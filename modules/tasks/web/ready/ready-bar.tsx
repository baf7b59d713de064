import { Switch } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { useRecordCount } from '../../../../web/kit/data/record-list.ts';
import classes from '../../../../web/kit/list/ready-bar.module.css';
import { useListSearch } from '../../../../web/kit/list/use-list-search.ts';
import { useListViews } from '../../../../web/kit/views/list-views.tsx';
import { useChooseViews } from '../../../../web/kit/views/views.queries.ts';
import { isMine, listReadyViews, mine, ofMine, type ReadyView } from './ready-views.ts';
import { hasReadyBar, useHasOwners } from './use-only-mine.ts';

/** Overdue, today, planned and done above the list of tasks, each with how many there are: one's own, or everybody's. */
export function ReadyBar() {
  const noun = useNoun('task');
  return hasReadyBar(noun) ? <Bar noun={noun} /> : null;
}

function Bar({ noun }: { readonly noun: NounMetadata }) {
  const { t } = useTranslation('tasks');
  const hasOwners = useHasOwners(noun);
  const choose = useChooseViews(noun.name);
  const [{ filter }, changeList] = useListSearch();
  const views = useListViews();
  const navigate = useNavigate();
  // The switch stays where it is put, though the list takes a moment to follow.
  const [wish, setWish] = useState<boolean>();
  if (wish === isMine(filter)) setWish(undefined);
  const own = wish ?? isMine(filter);
  const viewsOf = (whose: boolean) => listReadyViews(hasOwners && whose ? mine : null);
  const current = viewsOf(own).find((view) => isSame(view.filter, filter));
  const change = (next: boolean) => {
    setWish(next);
    choose({ onlyMine: next });
    const view = viewsOf(next).find(({ key }) => key === current?.key);
    if (view) void navigate({ to: '.', search: (before: object) => ({ ...before, ...addressOf(view) }) as never });
    // The plain list follows the choice by itself.
    else if (views?.current || views?.address.filter !== undefined) changeList({ filter: ofMine(filter, next) });
  };
  return (
    <nav className={classes.bar} aria-label={t('ready.label')}>
      <div className={classes.views}>
        {viewsOf(own).map((view) => (
          <ViewLink key={view.key} noun={noun} view={view} isCurrent={view === current} />
        ))}
      </div>
      {hasOwners && (
        <Switch
          size="xs"
          className={classes.whose}
          label={t('ready.mine')}
          checked={own}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      )}
    </nav>
  );
}

interface ViewLinkProps {
  readonly noun: NounMetadata;
  readonly view: ReadyView;
  readonly isCurrent: boolean;
}

/** Once more on the one that is open leads back to all. */
function ViewLink({ noun, view, isCurrent }: ViewLinkProps) {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const { data } = useRecordCount(noun, { filter: view.filter });
  const count = data ? `${format.number(data.count)}${data.capped ? '+' : ''}` : '';
  const next = isCurrent ? { filter: undefined, sort: undefined } : addressOf(view);
  return (
    <Link
      to="/tasks"
      search={(before: object) => ({ ...before, ...next }) as never}
      className={classes.view}
      data-current={isCurrent || undefined}
      data-urgent={(view.key === 'overdue' && (data?.count ?? 0) > 0) || undefined}
      aria-current={isCurrent ? 'true' : undefined}
    >
      {t(`ready.${view.key}`)} <span className={classes.count}>{count}</span>
    </Link>
  );
}

const addressOf = ({ filter, sort }: ReadyView) => ({ filter, sort });

const isSame = (one: Filter, other: Filter | undefined) => JSON.stringify(one) === JSON.stringify(other);
