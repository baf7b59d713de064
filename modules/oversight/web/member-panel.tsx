import { Button, Group } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { useSession } from '../../../web/shell/session.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import list from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { MemberReport } from '../contract/index.ts';
import { AuditLineView } from './audit-line.tsx';
import classes from './oversight.module.css';
import { reportFile, useMemberReport } from './oversight.queries.ts';

/** What a member looked at, took and changed in the last 30 days; for owners. */
export default function MemberPanel({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('oversight');
  const isOwner = useSession()?.role === 'owner';
  const { data, error, isPending, refetch } = useMemberReport(record.id, isOwner);
  if (!isOwner) return null;
  const actions = (
    <Group gap="xs">
      <Button component={Link} to={`/oversight?member=${record.id}`} size="compact-sm" variant="subtle">
        {t('report.audit')}
      </Button>
      <Button
        component="a"
        href={reportFile(record.id)}
        download
        size="compact-sm"
        variant="subtle"
        leftSection={<IconTableExport size={14} />}
      >
        {t('report.export')}
      </Button>
    </Group>
  );
  return (
    <SectionCard title={t('report.title')} actions={actions}>
      {isPending && <LoadingState lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Report report={data} />}
    </SectionCard>
  );
}

function Report({ report }: { readonly report: MemberReport }) {
  const { t } = useTranslation('oversight');
  const labels = useLabels();
  const { seen, programs, taken, addresses } = report;
  // What is no record has a name of its own.
  const nameOf = (noun: string) => t(`things.${noun}`, { defaultValue: labels.nouns(noun) });
  const records = (lines: MemberReport['seen']) =>
    lines.map(({ noun, records: count }) => `${labels.nouns(noun)}: ${t('report.records', { count })}`);
  return (
    <>
      <dl className={classes.sums}>
        <Sum title={t('report.seen')} lines={records(seen)} />
        {programs.length > 0 && <Sum title={t('report.programs')} lines={records(programs)} />}
        <Sum title={t('report.changed')} lines={changesOf(report, nameOf, (count) => t('report.changes', { count }))} />
        <Sum title={t('report.addresses')} lines={addresses} />
        {taken.length === 0 && <Sum title={t('report.taken')} lines={[]} />}
      </dl>
      {taken.length > 0 && (
        <Taken title={t('report.taken')}>
          {taken.map((line) => (
            <AuditLineView key={line.id} line={line} isTheirs />
          ))}
        </Taken>
      )}
    </>
  );
}

function Sum({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const { t } = useTranslation('oversight');
  return (
    <>
      <dt>{title}</dt>
      <dd>{lines.length > 0 ? lines.join(' · ') : t('report.nothing')}</dd>
    </>
  );
}

function Taken({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={classes.fields}>{title}</h3>
      <ul className={list.list}>{children}</ul>
    </section>
  );
}

/** Changes by noun, whatever their kinds. */
function changesOf(
  { changed }: MemberReport,
  nounLabel: (noun: string) => string,
  changesText: (count: number) => string,
): readonly string[] {
  const sums = new Map<string, number>();
  for (const { noun, changes } of changed) sums.set(noun, (sums.get(noun) ?? 0) + changes);
  return [...sums].map(([noun, count]) => `${nounLabel(noun)}: ${changesText(count)}`);
}
