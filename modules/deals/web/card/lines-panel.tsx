import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { LinesPanel } from '../../../../web/kit/lines/lines-panel.tsx';

interface DealLinesProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** The products of a deal with quantity, price and discount; what they come to is the deal's amount. */
export default function DealLines({ noun, record }: DealLinesProps) {
  const { t } = useTranslation('deals');
  const line = useNoun('dealLine');
  if (!line?.may.read) return null;
  return (
    <LinesPanel
      parent={noun}
      noun={line}
      record={record}
      columns={['quantity', 'price', 'discount']}
      editable={noun.may.update && !record.deletedAt}
      words={{
        ...{ title: t('lines.title'), none: t('lines.none'), add: t('lines.add') },
        remove: (name) => t('lines.remove', { name }),
        more: (count) => t('lines.more', { count }),
      }}
      totals={[[t('lines.total'), record.amount as Money | null]]}
    />
  );
}
