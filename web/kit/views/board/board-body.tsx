import { IconColumns3 } from '@tabler/icons-react';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import RecordBoard from '../../board/record-board.tsx';
import { findField, type NamedField } from '../../data/named-field.ts';
import { useCreation } from '../../form/creation.ts';
import { FilteredOut } from '../../list/filtered-out.tsx';
import { fieldsForBoard } from '../fields-for.ts';
import type { ViewBodyProps } from '../view-body.ts';
import { useBoardColumns } from './use-board-columns.tsx';

/** The records as cards in columns, one for each value of a field. */
export default function BoardBody({ noun, list }: ViewBodyProps) {
  const { t } = useTranslation('views');
  const name = list.search.board ?? fieldsForBoard(noun)[0]?.name;
  const field = name ? findField(noun, name) : null;
  if (!field) return <EmptyState icon={IconColumns3} title={t('board.noField')} text={t('board.noFieldText')} />;
  return <FieldBoard key={field.name} noun={noun} list={list} field={field} />;
}

function FieldBoard({ noun, list, field }: ViewBodyProps & { readonly field: NamedField }) {
  const openCreation = useCreation();
  const { columns, isEmpty, error, isPending, refetch } = useBoardColumns(noun, field, list);
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (isPending) return <LoadingState lines={8} />;
  const isFixed = field.readOnly === true;
  const creates = noun.may.create && !isFixed;
  return (
    <>
      {isEmpty && <FilteredOut {...list} />}
      <RecordBoard
        noun={noun}
        field={field.name}
        columns={columns}
        filter={list.query.filter}
        search={list.query.search}
        sort={list.query.sort}
        cardFields={list.columns.fields.filter(({ from }) => !from)}
        isFixed={isFixed}
        {...(creates
          ? {
              onCreate: ({ value }) => openCreation({ noun, initial: value === null ? {} : { [field.name]: value } }),
            }
          : {})}
      />
    </>
  );
}
