import { Button, Text } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import list from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { AuditLineView } from './audit-line.tsx';
import classes from './oversight.module.css';
import { useAudit } from './oversight.queries.ts';
import { type OversightSearch, toQuery } from './oversight-search.ts';

/** What was found, the newest first, page after page. */
export function AuditList({ search }: { readonly search: OversightSearch }) {
  const { t } = useTranslation('oversight');
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } =
    useAudit(toQuery(search));
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={classes.part} aria-label={t('title')} data-stale={isPlaceholderData || undefined}>
      {isPending && <LoadingState lines={6} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && lines.length === 0 && <Text c="dimmed">{t('none')}</Text>}
      {lines.length > 0 && (
        <ul className={list.list}>
          {lines.map((line) => (
            <AuditLineView key={line.id} line={line} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t(lines.length === 0 ? 'searchOn' : 'more')}
        </Button>
      )}
    </section>
  );
}
