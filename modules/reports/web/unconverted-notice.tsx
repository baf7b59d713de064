import { Alert, Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { PipelineReport } from '../contract/pipeline-report.api.ts';
import { FigureLink } from './figure-link.tsx';
import classes from './report.module.css';

/** Amounts no sum holds for want of an exchange rate, by currency, each with its deals. */
export function UnconvertedNotice({ report }: { readonly report: PipelineReport }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const outcomes = (['won', 'lost', 'open'] as const).map((name) => ({ name, left: report.totals[name].unconverted }));
  if (outcomes.every(({ left }) => left.length === 0)) return null;
  return (
    <Alert
      color="yellow"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      icon={<IconAlertTriangle size={18} />}
      title={t('unconverted.title', { currency: report.currency })}
    >
      <ul className={classes.unconverted}>
        {outcomes.flatMap(({ name, left }) =>
          left.map(({ value, count, filter }) => (
            <li key={`${name} ${value.currency}`}>
              <FigureLink count={count} filter={filter}>
                {`${t(`column.${name}`)}: ${format.money(value)} (${t('deals', { count })})`}
              </FigureLink>
            </li>
          )),
        )}
      </ul>
      <Anchor component={Link} to="/exchange-rates" c="inherit" underline="always">
        {t('unconverted.rates')}
      </Anchor>
    </Alert>
  );
}
