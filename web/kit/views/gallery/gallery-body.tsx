import { Button } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import type { NamedField } from '../../data/named-field.ts';
import { titleOf } from '../../data/record-title.ts';
import { isEmptyValue } from '../../data/record-values.ts';
import { FieldValue } from '../../fields/field-value.tsx';
import { useLabels } from '../../labels.ts';
import { NothingHere } from '../../list/list-states.tsx';
import { RecordLink } from '../../record-link.tsx';
import { useAccent } from '../colors/record-colors.tsx';
import type { ViewBodyProps } from '../view-body.ts';
import classes from './gallery.module.css';
import { findCover, GalleryCover } from './gallery-cover.tsx';

/** The records as cards beside each other: a picture where the view has covers, title and the chosen fields with their names. */
export default function GalleryBody({ noun, list }: ViewBodyProps) {
  const { t } = useTranslation('views');
  const { records, isPending, isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list.list;
  if (isPending) return <LoadingState lines={8} />;
  if (isError && records.length === 0) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (records.length === 0) return <NothingHere noun={noun} list={list} onCreate={undefined} />;
  const cover = findCover(noun, list.search.cover);
  const fields = list.columns.fields.filter(({ name }) => name !== noun.title && name !== cover?.name);
  return (
    <div className={classes.scroll}>
      <ul className={classes.gallery} aria-label={t('type.gallery')}>
        {records.map((record) => (
          <GalleryCard key={record.id} noun={noun} fields={fields} cover={cover} record={record} />
        ))}
      </ul>
      {hasNextPage && (
        <Button
          variant="default"
          className={classes.more ?? ''}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('kit:board.more')}
        </Button>
      )}
    </div>
  );
}

interface GalleryCardProps {
  readonly noun: NounMetadata;
  readonly fields: readonly NamedField[];
  /** The field whose first picture stands at the top; null for none. */
  readonly cover: NamedField | null;
  readonly record: AnyRecord;
}

function GalleryCard({ noun, fields, cover, record }: GalleryCardProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const title = titleOf(noun, record, useFormat()) || t('value.untitled');
  const filled = fields.filter(({ name }) => !isEmptyValue(record[name]));
  return (
    <li className={classes.card} data-cover={cover ? true : undefined} {...useAccent(record)}>
      {cover && <GalleryCover files={record[cover.name]} />}
      <h2 className={classes.title}>
        <RecordLink noun={noun.name} id={record.id} plain>
          {title}
        </RecordLink>
      </h2>
      <dl className={classes.fields}>
        {filled.map((field) => (
          <div key={field.name} className={classes.field}>
            <dt>{labels.field(noun.name, field)}</dt>
            <dd>
              <FieldValue noun={noun} field={field} value={record[field.name]} record={record} compact />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
