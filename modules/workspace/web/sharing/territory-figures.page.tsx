import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import { request } from '../../../../web/shell/request.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import list from '../../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import { MoneyText } from '../../../../web/ui/value-text.tsx';
import type { Figures, TerritoryFigures } from '../../contract/territory-figures.api.ts';
import classes from './territory-figures.module.css';

/** How much lies in each territory, of a type of record one chooses. */
export function TerritoryFiguresPage() {
  const { t } = useTranslation('workspace');
  const labels = useLabels();
  const nouns = (useMetadata().data?.nouns ?? []).filter(
    ({ internal, parent, retired, may }) => !internal && !parent && !retired && may.read,
  );
  const [chosen, setChosen] = useState('deal');
  const noun = nouns.some(({ name }) => name === chosen) ? chosen : (nouns[0]?.name ?? '');
  const { data, error, refetch } = useQuery({
    queryKey: ['territoryFigures', noun],
    queryFn: ({ signal }) =>
      request<TerritoryFigures>('GET', `/api/v1/territory-figures?noun=${noun}`, undefined, signal),
    enabled: noun !== '',
  });
  return (
    <Page title={t('territories.title')} layout="text">
      <NativeSelect
        label={t('territories.of')}
        value={noun}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={nouns.map(({ name }) => ({ value: name, label: labels.nouns(name) }))}
        mb="md"
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState lines={4} />}
      {data && (
        <>
          <ul className={list.list} aria-label={t('territories.title')}>
            {inTree(data.items, null).map(({ item: { id, name, figures }, depth }) => (
              <li key={id} className={list.line} style={{ paddingInlineStart: `${1 + depth * 1.5}rem` }}>
                <span className={list.name}>
                  <RecordLink noun="territory" id={id}>
                    {name}
                  </RecordLink>
                </span>
                {figures ? <Told figures={figures} /> : <Text size="sm">{t('territories.unsaid')}</Text>}
              </li>
            ))}
            <li className={list.line}>
              <span className={list.name}>{t('territories.outside')}</span>
              <Told figures={data.outside} />
            </li>
          </ul>
          <Text size="sm" c="dimmed" mt="xs">
            {t('territories.text')}
          </Text>
        </>
      )}
    </Page>
  );
}

function Told({ figures: { count, amounts } }: { readonly figures: Figures }) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  return (
    <span className={classes.figures}>
      <span>{t('territories.records', { count, number: format.number(count) })}</span>
      {amounts.map((amount) => (
        <MoneyText key={amount.currency} value={amount} />
      ))}
    </span>
  );
}

interface Placed {
  readonly item: TerritoryFigures['items'][number];
  readonly depth: number;
}

/** Each territory above those that are parts of it, by name. */
function inTree(items: TerritoryFigures['items'], parent: string | null, depth = 0): readonly Placed[] {
  return items
    .filter((item) => item.parent === parent)
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .flatMap((item) => [{ item, depth }, ...inTree(items, item.id, depth + 1)]);
}
