import type { ReactNode } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { DealCycle, PipelineReport } from '../contract/pipeline-report.api.ts';
import { FigureLink } from './figure-link.tsx';
import classes from './report.module.css';

/** The totals, as tiles. */
export function KeyFigures({ report }: { readonly report: PipelineReport }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { won, lost, open, weighted, winRate, meanWon } = report.totals;
  const closed = won.count + lost.count;
  return (
    <dl className={classes.tiles}>
      <Tile name={t('tile.won')} figure={format.money(won.value)} {...won}>
        {t('deals', { count: won.count })}
      </Tile>
      <Tile
        name={t('tile.winRate')}
        figure={format.percent(winRate.rate, 2) || '–'}
        count={closed}
        filter={winRate.filter}
      >
        <FigureLink {...won}>{t('tile.wonCount', { count: won.count })}</FigureLink>
        {' · '}
        <FigureLink {...lost}>{t('tile.lostCount', { count: lost.count })}</FigureLink>
      </Tile>
      <Tile name={t('tile.meanWon')} figure={format.money(meanWon.value) || '–'} {...meanWon}>
        {t('tile.ofDeals', { count: meanWon.count })}
      </Tile>
      <CycleTile name={t('tile.wonCycle')} cycle={report.totals.wonCycle} />
      <CycleTile name={t('tile.lostCycle')} cycle={report.totals.lostCycle} />
      <Tile name={t('tile.open')} figure={format.money(open.value)} {...open}>
        {t('deals', { count: open.count })}
        {' · '}
        {t('tile.weighted', { value: format.money(weighted) })}
      </Tile>
    </dl>
  );
}

function CycleTile({ name, cycle }: { readonly name: string; readonly cycle: DealCycle }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const days = cycle.days === null ? '–' : t('days', { days: format.number(cycle.days) });
  return (
    <Tile name={name} figure={days} {...cycle}>
      {t('tile.ofDeals', { count: cycle.count })}
    </Tile>
  );
}

interface TileProps {
  readonly name: string;
  readonly figure: string;
  readonly count: number;
  readonly filter: Filter;
  readonly children: ReactNode;
}

function Tile({ name, figure, count, filter, children }: TileProps) {
  return (
    <div className={classes.tile}>
      <dt>{name}</dt>
      <dd className={classes.key}>
        <FigureLink count={count} filter={filter}>
          {figure}
        </FigureLink>
      </dd>
      <dd className={classes.under}>{children}</dd>
    </div>
  );
}
