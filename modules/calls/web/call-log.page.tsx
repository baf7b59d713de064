import type { Filter } from '../../../shared/filter/filter.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { ListSearch } from '../../../web/kit/list/list-search.ts';
import { RecordListPage } from '../../../web/kit/list/record-list-page.tsx';

/** Whatever a telephone system told of, and what was written down by hand. */
const calls: Filter = {
  any: [
    { field: 'callResult', op: 'isNotEmpty' },
    {
      all: [
        { field: 'kind', op: 'is', value: 'call' },
        { field: 'done', op: 'is', value: true },
      ],
    },
  ],
};

const asLog: ListSearch = {
  sort: '-completedAt',
  columns: [
    ...['title', 'company', 'completedAt', 'initiative', 'callResult', 'seconds', 'result', 'owner'],
    ...['person', 'phone', 'line'],
  ],
};

/** Every call: which way it went, how long it was, what came of it and whose it was. */
export function CallLogPage() {
  const { t } = useTranslation('calls');
  return <RecordListPage noun="task" filter={calls} own={{ title: t('navigation.log'), shown: asLog }} />;
}
