import { Link } from '@tanstack/react-router';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { ChoiceBadge } from '../../../web/kit/fields/values/choice-badge.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { importRun } from '../contract/index.ts';
import classes from './history.module.css';
import { useHistory } from './import.queries.ts';

/** What was brought in lately, by whom, and what became of it. */
export function ImportHistory() {
  const { t } = useTranslation('imports');
  const { data, error, refetch } = useHistory();
  if (data?.items.length === 0) return null;
  return (
    <div className={classes.history}>
      <SectionCard title={t('history.title')}>
        {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState lines={3} />)}
        {data && (
          <ul className={classes.runs}>
            {data.items.map((run) => (
              <HistoryEntry key={run.id} run={run} />
            ))}
          </ul>
        )}
      </SectionCard>
    </div>
  );
}

function HistoryEntry({ run }: { readonly run: RecordOf<typeof importRun> }) {
  const { t } = useTranslation('imports');
  const labels = useLabels();
  const format = useFormat();
  const color = importRun.fields.status.options.find(({ value }) => value === run.status)?.color;
  const who = run.startedBy?.label;
  return (
    <li className={classes.run}>
      <Link to="/import" search={{ id: run.id } as never} className={classes.file}>
        {run.fileName}
      </Link>
      <ChoiceBadge color={color}>{t(`nouns:importRun.options.status.${run.status}`)}</ChoiceBadge>
      <span className={classes.counts}>
        {labels.nouns(run.target)} ·{' '}
        {run.status === 'ready'
          ? t('columns.text', { count: run.rows ?? 0 })
          : t('history.counts', {
              created: format.number(run.created),
              updated: format.number(run.updated),
              unchanged: format.number(run.unchanged),
              rejected: format.number(run.rejected),
            })}
      </span>
      <span className={classes.when}>
        {who ? `${who} · ` : ''}
        {format.dateTime(run.createdAt)}
      </span>
    </li>
  );
}
