import { Select, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { findField } from '../../data/named-field.ts';
import { isEmptyValue, toRecordValue } from '../../data/record-values.ts';
import { FieldValue } from '../../fields/field-value.tsx';
import { useLabels } from '../../labels.ts';
import classes from '../timeline.module.css';
import { useComparison, useHistory } from './history.queries.ts';
import { RestoreValue } from './restore-value.tsx';

interface VersionTableProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

const present = 'now';

/** Two states of a record side by side: the fields in which they differ. */
export function VersionTable({ noun, record }: VersionTableProps) {
  const { t } = useTranslation('kit');
  const { changes: all, isPending } = useHistory(noun, record.id, null);
  // What became part of it has states of its own.
  const changes = all.filter(({ recordId }) => recordId === record.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [until, setUntil] = useState(present);
  const from = chosen ?? changes.at(1)?.id ?? changes.at(0)?.id ?? null;
  const { data, error, refetch } = useComparison(noun, record.id, from, until === present ? null : until);
  const options = useVersions(noun, changes);
  if (isPending) return <LoadingState lines={6} />;
  return (
    <>
      <div className={classes.span}>
        <Select label={t('waiting.before')} data={options} value={from} allowDeselect={false} onChange={setChosen} />
        <Select
          label={t('history.after')}
          data={[{ value: present, label: t('history.now') }, ...options]}
          value={until}
          allowDeselect={false}
          onChange={(next) => setUntil(next ?? present)}
        />
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && data.fields.length === 0 && (
        <Text size="sm" c="dimmed" mt="md">
          {t('history.same')}
        </Text>
      )}
      {data && data.fields.length > 0 && <Differences noun={noun} record={record} fields={data.fields} />}
    </>
  );
}

/** A state is known by when it came about and by what changed then. */
function useVersions(noun: NounMetadata, changes: ReturnType<typeof useHistory>['changes']) {
  const labels = useLabels();
  const format = useFormat();
  return changes.map(({ id, at, fields }) => {
    const names = Object.keys(fields).flatMap((name) => findField(noun, name) ?? []);
    const shown = names.slice(0, 2).map((field) => labels.field(noun.name, field));
    return { value: id, label: [format.dateTime(at), ...shown, ...(names.length > 2 ? ['…'] : [])].join(' · ') };
  });
}

interface DifferencesProps extends VersionTableProps {
  readonly fields: readonly { readonly name: string; readonly from?: unknown; readonly to?: unknown }[];
}

function Differences({ noun, record, fields }: DifferencesProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const show = (name: string, value: unknown) => {
    const field = findField(noun, name);
    if (!field || isEmptyValue(value)) return t('value.empty');
    return <FieldValue noun={noun} field={field} value={toRecordValue(field, value)} compact />;
  };
  return (
    <Table mt="md" className={classes.differences ?? ''}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('waiting.field')}</Table.Th>
          <Table.Th>{t('waiting.before')}</Table.Th>
          <Table.Th>{t('history.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map(({ name, from, to }) => {
          const field = findField(noun, name);
          return field ? (
            <Table.Tr key={name}>
              <Table.Td>{labels.field(noun.name, field)}</Table.Td>
              <Table.Td>
                {show(name, from)} <RestoreValue noun={noun} record={record} field={name} value={from} />
              </Table.Td>
              <Table.Td>{show(name, to)}</Table.Td>
            </Table.Tr>
          ) : null;
        })}
      </Table.Tbody>
    </Table>
  );
}
