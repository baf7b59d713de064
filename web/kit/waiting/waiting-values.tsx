import { Table } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { WaitingChange } from '../../offline/waiting-change.ts';
import type { NamedField } from '../data/named-field.ts';
import { isEmptyValue, isSameValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { useLabels } from '../labels.ts';

interface WaitingValuesProps {
  readonly noun: NounMetadata;
  readonly change: WaitingChange;
}

/** The fields of a change: what they were, what they are to be, and what somebody else made of them. */
export function WaitingValues({ noun, change }: WaitingValuesProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { shown, before, current, kind } = change;
  const fields = kind === 'delete' ? changedByOthers(noun, change) : writtenFields(noun, change);
  if (fields.length === 0) return null;
  return (
    <Table mt="xs" verticalSpacing={4} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('waiting.field')}</Table.Th>
          {kind === 'create' ? null : <Table.Th>{t('waiting.before')}</Table.Th>}
          {kind === 'delete' ? null : <Table.Th>{t('waiting.yours')}</Table.Th>}
          {current ? <Table.Th>{t('waiting.theirs')}</Table.Th> : null}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map((field) => (
          <Table.Tr key={field.name}>
            <Table.Th scope="row" fw={500}>
              {labels.field(noun.name, field)}
            </Table.Th>
            {kind === 'create' ? null : <Cell noun={noun} field={field} value={before[field.name]} />}
            {kind === 'delete' ? null : <Cell noun={noun} field={field} value={shown[field.name]} />}
            {current ? <Cell noun={noun} field={field} value={current[field.name]} /> : null}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const writtenFields = (noun: NounMetadata, { shown, before }: WaitingChange): readonly NamedField[] =>
  noun.fields.filter(({ name }) => name in shown && !isEmptyValue(shown[name] ?? before[name]));

/** What somebody made of a record that was deleted here meanwhile. */
const changedByOthers = (noun: NounMetadata, { before, current }: WaitingChange): readonly NamedField[] =>
  noun.fields.filter((field) => current && !isSameValue(field, before[field.name], current[field.name] ?? null));

interface CellProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly value: unknown;
}

function Cell({ noun, field, value }: CellProps) {
  const { t } = useTranslation('kit');
  return (
    <Table.Td>
      {isEmptyValue(value) ? t('value.empty') : <FieldValue noun={noun} field={field} value={value} compact />}
    </Table.Td>
  );
}
