import { Anchor, Button, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconPlus, IconReportAnalytics, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ReferenceLabel } from '../../../../web/kit/fields/values/reference-label.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { useViewName } from '../../../../web/kit/views/view-names.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import { EmptyState } from '../../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import lines from '../../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { ListedReport } from '../../contract/own-reports.api.ts';
import classes from './own-report.module.css';
import { useReports, useRestoreReport } from './own-reports.queries.ts';
import { reportExamples } from './report-examples.ts';
import { useSubjects } from './report-fields.ts';
import { shapeIcons } from './report-shapes.ts';

/** The reports people have built, and ready ones to begin with. */
export function OwnReportsPage() {
  const { t } = useTranslation('reports');
  const [words, setWords] = useState('');
  const [isBin, setBin] = useState(false);
  const { data, error, isPending, refetch } = useReports(isBin);
  const found = useFound(data?.items ?? [], words);
  const add = (
    <Button component={Link} to={'/reports/new' as never} leftSection={<IconPlus size={16} />}>
      {t('own.add')}
    </Button>
  );
  return (
    <Page title={t('navigation.own')} about={t('navigation.ownAbout')} actions={add} layout="text">
      <div className={classes.pair}>
        <TextInput
          type="search"
          aria-label={t('own.search')}
          placeholder={t('own.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('own.which')}
          value={isBin ? 'bin' : 'kept'}
          data={[
            { value: 'kept', label: t('own.kept') },
            { value: 'bin', label: t('own.bin') },
          ]}
          onChange={(next) => setBin(next === 'bin')}
        />
      </div>
      <div style={{ height: '0.75rem' }} />
      {isPending && <LoadingState lines={4} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && found.length > 0 && (
        <ul className={lines.list}>
          {found.map((report) => (
            <ReportLine key={report.id} report={report} isDeleted={isBin} />
          ))}
        </ul>
      )}
      {data && found.length === 0 && <Nothing isBin={isBin} isSearch={words !== '' && data.items.length > 0} />}
      {data && !isBin && words === '' && <Examples />}
    </Page>
  );
}

/** By their names and by what they are about. */
function useFound(reports: readonly ListedReport[], words: string): readonly ListedReport[] {
  const nameOf = useViewName();
  const labels = useLabels();
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return reports
    .filter((report) => {
      const text = `${nameOf(report)} ${labels.nouns(report.noun)}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)));
}

function Nothing({ isBin, isSearch }: { readonly isBin: boolean; readonly isSearch: boolean }) {
  const { t } = useTranslation('reports');
  if (isSearch) return <EmptyState icon={IconSearch} title={t('own.notFound')} />;
  if (isBin) return <EmptyState icon={IconReportAnalytics} title={t('own.binEmpty')} />;
  return <EmptyState icon={IconReportAnalytics} title={t('own.nothing')} text={t('own.nothingText')} />;
}

interface ReportLineProps {
  readonly report: ListedReport;
  readonly isDeleted: boolean;
}

function ReportLine({ report, isDeleted }: ReportLineProps) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const format = useFormat();
  const nameOf = useViewName();
  const restore = useRestoreReport();
  const Icon = shapeIcons[report.show];
  return (
    <li className={lines.line}>
      <Icon size={18} stroke={1.6} aria-hidden />
      {isDeleted ? (
        <span className={lines.name}>{nameOf(report)}</span>
      ) : (
        <Anchor
          component={Link}
          to={'/reports/$id' as never}
          params={{ id: report.id } as never}
          className={lines.name}
          fw={500}
        >
          {nameOf(report)}
        </Anchor>
      )}
      {isDeleted && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('own.restoreNamed', { name: nameOf(report) })}
          loading={restore.isPending}
          onClick={() => restore.mutate(report.id, { onError: (error) => notifyProblem(error, t) })}
        >
          {t('own.restore')}
        </Button>
      )}
      <div className={lines.facts}>
        {[labels.nouns(report.noun), t(`views:visibility.${report.visibility}`)].join(' · ')}
        {report.owner && report.visibility !== 'private' && (
          <>
            {' · '}
            <ReferenceLabel noun="member" reference={{ id: report.owner }} />
          </>
        )}
        {` · ${format.dateTime(report.updatedAt)}`}
      </div>
    </li>
  );
}

/** Ready ones, of what the person may read. */
function Examples() {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const subjects = useSubjects().map(({ name }) => name);
  const offered = reportExamples.filter(({ noun }) => subjects.includes(noun));
  if (offered.length === 0) return null;
  return (
    <section aria-label={t('own.examples')}>
      <Text c="dimmed" my="md">
        {t('own.examplesText')}
      </Text>
      <div className={classes.examples}>
        {offered.map(({ name, noun, settings }) => (
          <div key={name}>
            <SectionCard
              title={t(`own.example.${name}`)}
              actions={
                <Button
                  component={Link}
                  to={'/reports/new' as never}
                  className={classes.use}
                  search={{ noun, settings, name: t(`own.example.${name}`) } as never}
                  variant="default"
                  size="compact-sm"
                  aria-label={t('own.useNamed', { name: t(`own.example.${name}`) })}
                >
                  {t('own.use')}
                </Button>
              }
            >
              <p className={classes.about}>{`${labels.nouns(noun)} · ${t(`own.shape.${settings.show}`)}`}</p>
            </SectionCard>
          </div>
        ))}
      </div>
    </section>
  );
}
