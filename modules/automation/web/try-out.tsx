import { Button, List, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { titleOf } from '../../../web/kit/data/record-title.ts';
import { RecordLink } from '../../../web/kit/record-link.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { ProcessInput, Tried } from '../contract/index.ts';
import { useTryOut } from './processes.queries.ts';

/** For which of the records changed last it would have run; nothing is done. */
export function TryOut({ input }: { readonly input: ProcessInput }) {
  const { t } = useTranslation('automation');
  const format = useFormat();
  const noun = useNoun(input.noun);
  const { data, error, isPending, mutate } = useTryOut();
  const { name, noun: of, start, filter, steps, onMany } = input;
  const ask = (
    <Button
      variant="default"
      size="compact-sm"
      loading={isPending}
      onClick={() => mutate({ name: name || '–', noun: of, start, filter, steps, onMany })}
    >
      {t('try.ask')}
    </Button>
  );
  return (
    <SectionCard title={t('try.title')} actions={ask}>
      <FormProblem error={error} />
      <Text size="sm" role="status">
        {data ? foundText(data, t) : t(start.on === 'date' ? 'try.textDate' : 'try.text')}
      </Text>
      {data && data.items.length > 0 && (
        <List size="sm" withPadding mt="xs">
          {data.items.map(({ record, at }) => (
            <List.Item key={record.id}>
              <RecordLink noun={of} id={record.id}>
                {(noun && titleOf(noun, record as unknown as AnyRecord, format)) || '—'}
              </RecordLink>
              {` · ${format.dateTime(at)}`}
            </List.Item>
          ))}
        </List>
      )}
    </SectionCard>
  );
}

function foundText({ items, looked }: Tried, t: TFunction): string {
  return looked === null
    ? t('try.foundDate', { count: items.length })
    : t('try.found', { count: items.length, looked });
}
