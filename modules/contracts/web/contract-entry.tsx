import { IconContract } from '@tabler/icons-react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { titleOf } from '../../../web/kit/data/record-title.ts';
import { isEmptyValue } from '../../../web/kit/data/record-values.ts';
import { FieldValue } from '../../../web/kit/fields/field-value.tsx';
import { OtherPointers } from '../../../web/kit/record/other-pointers.tsx';
import { RecordLink } from '../../../web/kit/record-link.tsx';
import classes from './contracts.module.css';

/** A contract as the timeline tells it: which it is, how far it has come, and what it is worth. */
export default function ContractEntry({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const noun = useNoun('contract');
  if (!noun) return null;
  const told = ['subject', 'status', 'amount'].flatMap((name) => findField(noun, name) ?? []);
  return (
    <article className={classes.entry}>
      <IconContract size={14} role="img" aria-label={t('nouns:contract.one')} />
      <RecordLink noun={noun.name} id={record.id}>
        {titleOf(noun, record, format)}
      </RecordLink>
      {told.map((field) =>
        isEmptyValue(record[field.name]) ? null : (
          <FieldValue key={field.name} noun={noun} field={field} value={record[field.name]} record={record} compact />
        ),
      )}
      <OtherPointers noun={noun} record={record} />
    </article>
  );
}
