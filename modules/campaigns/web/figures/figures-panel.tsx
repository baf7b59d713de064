import { Text } from '@mantine/core';
import type { Money } from '../../../../shared/nouns/value.ts';
import { problemText } from '../../../../web/i18n/problem-text.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { CampaignFigures } from '../../contract/campaign.api.ts';
import classes from './figures.module.css';
import { useCampaignFigures } from './use-campaign-figures.ts';

/** What the campaign brought for its cost, of what one may see. */
export default function FiguresPanel({ record }: { readonly record: { readonly id: string } }) {
  const { t } = useTranslation('campaigns');
  const { data, error } = useCampaignFigures(record.id);
  if (error)
    return (
      <Text size="sm" c="var(--mantine-color-error)" role="alert">
        {problemText(error, t)}
      </Text>
    );
  if (!data) return null;
  return (
    <SectionCard title={t('figures.title')}>
      <dl className={classes.figures}>
        <Counts {...data} />
        <Sums {...data} />
      </dl>
      {data.campaigns > 1 && (
        <Text size="xs" c="dimmed">
          {t('figures.parts')}
        </Text>
      )}
    </SectionCard>
  );
}

function Counts({ responses, leads, deals }: CampaignFigures) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  return (
    <>
      {responses !== null && <Figure name={t('figures.responses')} value={format.number(responses)} />}
      {leads && (
        <Figure
          name={t('figures.leads')}
          value={format.number(leads.all)}
          detail={leads.all > 0 ? `${t('figures.converted')}: ${format.number(leads.converted)}` : undefined}
        />
      )}
      {deals && (
        <Figure
          name={t('figures.deals')}
          value={format.number(deals.all)}
          detail={deals.all > 0 ? `${t('figures.won')}: ${format.number(deals.won)}` : undefined}
        />
      )}
    </>
  );
}

function Sums({ won, cost, budget, costPerLead, returnPercent }: CampaignFigures) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const sum = (amounts: readonly Money[]) => amounts.map((amount) => format.money(amount)).join(' · ');
  const ofBudget = budget && budget.length > 0 ? t('figures.ofBudget', { sum: sum(budget) }) : undefined;
  return (
    <>
      {won && <Figure name={t('figures.revenue')} value={sum(won) || '–'} />}
      {cost && <Figure name={t('figures.cost')} value={sum(cost) || '–'} detail={ofBudget} />}
      {costPerLead && <Figure name={t('figures.costPerLead')} value={format.money(costPerLead)} />}
      {returnPercent !== null && <Figure name={t('figures.return')} value={format.percent(returnPercent / 100)} />}
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly detail?: string | undefined;
}

function Figure({ name, value, detail }: FigureProps) {
  return (
    <div className={classes.figure}>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>
        {value}
        {detail && <span className={classes.detail}>{detail}</span>}
      </dd>
    </div>
  );
}
