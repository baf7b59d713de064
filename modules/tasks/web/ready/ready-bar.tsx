import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { useRecordCount } from '../../../../web/kit/data/record-list.ts';
import { useListSearch } from '../../../../web/kit/list/use-list-search.ts';
import { useChooseViews, viewsQuery } from '../../../../web/kit/views/views.queries.ts';
import { useSession } from '../../../../web/shell/session.ts';
import classes from './ready-bar.module.css';
import { listReadyViews, type ReadyView } from './ready-views.ts';

const mine: Filter = { field: 'owner', op: 'is', value: '@me' };

/** Overdue, today, planned and done above the list of tasks, each with how many there are: one's own, or everybody's. */
export function ReadyBar() {
  const noun = useNoun('task');
  const isSeen = noun?.may.read && ['done', 'dueAt'].every((name) => findField(noun, name));
  return isSeen ? <Bar noun={noun} /> : null;
}

function Bar({ noun }: { readonly noun: NounMetadata }) {
  const { t } = useTranslation('tasks');
  const isAlone = useSession()?.alone ?? false;
  // Of the person, on whichever device they are.
  const isMine = useQuery(viewsQuery(noun.name)).data?.mine.onlyMine ?? true;
  const choose = useChooseViews(noun.name);
  const [{ filter }] = useListSearch();
  const navigate = useNavigate();
  const hasOwners = !isAlone && findField(noun, 'owner') !== null;
  const viewsOf = (own: boolean) => listReadyViews(hasOwners && own ? mine : null);
  const current = viewsOf(isMine).find((view) => isSame(view.filter, filter));
  const change = (own: boolean) => {
    choose({ onlyMine: own });
    const next = viewsOf(own).find(({ key }) => key === current?.key);
    if (next) void navigate({ to: '.', search: (before: object) => ({ ...before, ...addressOf(next) }) as never });
  };
  return (
    <nav className={classes.bar} aria-label={t('ready.label')}>
      <div className={classes.views}>
        {viewsOf(isMine).map((view) => (
          <ViewLink key={view.key} noun={noun} view={view} isCurrent={view === current} />
        ))}
      </div>
      {hasOwners && (
        <Switch
          size="xs"
          className={classes.whose}
          label={t('ready.mine')}
          checked={isMine}
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
