import { memo } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { defaultColumns, findField } from '../data/named-field.ts';
import { titleOf } from '../data/record-title.ts';
import { isTold } from '../data/record-values.ts';
import { ToldValue } from '../fields/told-value.tsx';
import { PlainReferences, RecordLink } from '../record-link.tsx';
import { useAccent } from '../views/colors/record-colors.tsx';
import classes from './board.module.css';
import type { BoardOptions } from './board-column.ts';

interface BoardCardProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly renderCard: BoardOptions['renderCard'];
  readonly cardFields?: BoardOptions['cardFields'];
  /** The field that makes the columns: a card does not repeat it. */
  readonly columnField: string;
  /** It is in the hand, above the board. */
  readonly lifted?: boolean;
}

/** A record in short: its title and a few of its fields. Its lane is drawn anew whenever a card is over another. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { noun, record, renderCard, cardFields, columnField, lifted = false } = props;
  const { t } = useTranslation('kit');
  const title = titleOf(noun, record, useFormat()) || t('value.untitled');
  return (
    <div className={classes.card} data-lifted={lifted || undefined} {...useAccent(record)}>
      <div className={classes.cardTitle} id={lifted ? undefined : `title-${record.id}`}>
        <RecordLink noun={noun.name} id={record.id} tabIndex={-1} plain>
          {title}
        </RecordLink>
      </div>
      {renderCard ? (
        renderCard(record)
      ) : (
        <CardFields noun={noun} record={record} cardFields={cardFields} columnField={columnField} />
      )}
    </div>
  );
});

type CardFieldsProps = Pick<BoardCardProps, 'noun' | 'record' | 'cardFields' | 'columnField'>;

function CardFields({ noun, record, cardFields, columnField }: CardFieldsProps) {
  const offered = cardFields ?? defaultColumns(noun).flatMap((name) => findField(noun, name) ?? []);
  const filled = offered.filter(
    (field) => field.name !== noun.title && field.name !== columnField && isTold(record[field.name]),
  );
  return (
    <PlainReferences>
      <div className={classes.cardFields}>
        {filled.slice(0, 4).map((field) => (
          <span key={field.name} className={classes.cardField}>
            <ToldValue noun={noun} field={field} value={record[field.name]} record={record} />
          </span>
        ))}
      </div>
    </PlainReferences>
  );
}
