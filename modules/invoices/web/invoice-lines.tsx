import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { LinesPanel } from '../../../web/kit/lines/lines-panel.tsx';

/** What is to be paid for, with the tax on it; changed while the invoice is a draft. */
export default function InvoiceLines({ noun, record }: { readonly noun: NounMetadata; readonly record: AnyRecord }) {
  const { t } = useTranslation('invoices');
  const labels = useLabels();
  const line = useNoun('invoiceLine');
  if (!line?.may.read) return null;
  const totals = ['net', 'tax', 'total'].flatMap((name) => {
    const field = findField(noun, name);
    return field ? [[labels.field(noun.name, field), record[name] as Money | null] as const] : [];
  });
  return (
    <LinesPanel
      parent={noun}
      noun={line}
      record={record}
      columns={['quantity', 'price', 'discount', 'taxRate']}
      cells="5.5rem 13rem 5.5rem 4.5rem"
      editable={noun.may.update && record.status === 'draft' && !record.deletedAt}
      words={{
        ...{ title: t('lines.title'), none: t('lines.none'), add: t('lines.add') },
        remove: (name) => t('lines.remove', { name }),
        more: (count) => t('lines.more', { count }),
      }}
      totals={totals}
    />
  );
}
