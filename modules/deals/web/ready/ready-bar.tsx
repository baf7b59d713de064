import { Link } from '@tanstack/react-router';
import type { Filter } from '../../../../shared/filter/filter.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import classes from '../../../../web/kit/list/ready-bar.module.css';
import { useListSearch } from '../../../../web/kit/list/use-list-search.ts';
import { readyDeals } from './ready-deals.ts';

/** The questions most asked of deals, above board and list. No figures: each would be a count at every visit. */
export function ReadyBar() {
  const { t } = useTranslation('deals');
  const [deal, task] = [useNoun('deal'), useNoun('task')];
  const [{ filter }] = useListSearch();
  if (!deal) return null;
  const isAskable = {
    unplanned: task?.may.read === true,
    closing: findField(deal, 'expectedCloseOn') !== null,
    // Of a notebook of one all are one's own.
    mine: findField(deal, 'owner') !== null,
  };
  const offered = readyDeals.filter(({ key }) => isAskable[key]);
  return (
    <nav className={classes.bar} aria-label={t('ready.label')}>
      <div className={classes.views}>
        {offered.map((one) => {
          const isCurrent = isSame(one.filter, filter);
          return (
            <Link
              key={one.key}
              to="/deals"
              search={(before: object) => ({ ...before, filter: isCurrent ? undefined : one.filter }) as never}
              className={classes.view}
              data-current={isCurrent || undefined}
              aria-current={isCurrent ? 'true' : undefined}
            >
              {t(`ready.${one.key}`)}
            </Link>
          );
        })}
      </div>
    </nav>
  );
}

const isSame = (one: Filter, other: Filter | undefined) => JSON.stringify(one) === JSON.stringify(other);
