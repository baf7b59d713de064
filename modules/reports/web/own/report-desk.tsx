import { Alert, Button } from '@mantine/core';
import { IconAdjustments, IconAlertTriangle, IconPrinter } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { FilterSentence } from '../../../../web/kit/filter/filter-sentence.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { useNarrowScreen } from '../../../../web/kit/list/narrow-screen.ts';
import { Page } from '../../../../web/ui/page.tsx';
import { part } from '../../../../web/ui/part.tsx';
import type { ReportSettings } from '../../contract/own-report.ts';
import type { OwnReport } from '../../contract/own-reports.api.ts';
import reportClasses from '../report.module.css';
import classes from './own-report.module.css';
import { ReportBuilder } from './report-builder.tsx';
import { ReportMenu } from './report-menu.tsx';
import { ReportPreview } from './report-preview.tsx';
import { SaveChanges } from './save-changes.tsx';

const SaveDialog = part(() => import('./save-dialog.tsx'));

interface ReportDeskProps {
  readonly title: string;
  readonly noun: NounMetadata;
  readonly settings: ReportSettings;
  /** The report as it is kept; null for a new one. */
  readonly report: OwnReport | null;
  readonly isChanged: boolean;
  readonly onChange: (settings: ReportSettings) => void;
  readonly onNoun?: (noun: string, settings: ReportSettings) => void;
  readonly onReset?: () => void;
}

/** A report with its figures; beside them what it is made of, for a new one from the start. */
export function ReportDesk({ title, noun, settings, report, isChanged, onChange, onNoun, onReset }: ReportDeskProps) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const isNarrow = useNarrowScreen();
  // On a phone the picture of a ready report would lie below all that it is made of.
  const [isBuilding, setBuilding] = useState(isChanged && !(isNarrow && settings.group));
  const [saving, setSaving] = useState<'new' | 'name' | null>(null);
  const { filter: _, ...unfiltered } = settings;
  const clear = () => onChange(unfiltered);
  const actions = (
    <>
      {(report || !isBuilding || isNarrow) && (
        <Button
          className={reportClasses.screenOnly}
          variant="default"
          leftSection={<IconAdjustments size={16} aria-hidden />}
          aria-expanded={isBuilding}
          onClick={() => setBuilding(!isBuilding)}
        >
          {t('own.change')}
        </Button>
      )}
      <Button
        className={reportClasses.screenOnly}
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => window.print()}
      >
        {t('print')}
      </Button>
      {report && isChanged && onReset && <SaveChanges report={report} settings={settings} onDone={onReset} />}
      {!report && <Button onClick={() => setSaving('new')}>{t('own.save')}</Button>}
      {report && <ReportMenu report={report} settings={settings} onName={() => setSaving('name')} />}
    </>
  );
  return (
    <Page title={title} actions={actions}>
      {report && report.faults.length > 0 && !isChanged && <Faults report={report} />}
      <div className={classes.desk} data-building={isBuilding || undefined}>
        {isBuilding && <ReportBuilder noun={noun} settings={settings} onChange={onChange} onNoun={onNoun} />}
        <div className={classes.answer}>
          <p className={classes.about}>
            {settings.filter ? <FilterSentence noun={noun} filter={settings.filter} /> : labels.nouns(noun.name)}
          </p>
          <ReportPreview noun={noun} settings={settings} onClear={clear} />
        </div>
      </div>
      <Suspense>
        {saving && (
          <SaveDialog
            noun={noun.name}
            settings={settings}
            report={saving === 'name' ? report : null}
            name={title}
            onClose={() => setSaving(null)}
          />
        )}
      </Suspense>
    </Page>
  );
}

/** What it names is gone: it says so, and what would have to be chosen anew. */
function Faults({ report: { faults } }: { readonly report: OwnReport }) {
  const { t } = useTranslation('reports');
  const texts = faults.map(({ code, params }) => String(t(`errors:${code}`, { ...params, defaultValue: code })));
  return (
    <Alert color="yellow" mb="md" icon={<IconAlertTriangle size={18} />} title={t('own.faults')}>
      {[...new Set(texts)].join(' ')}
    </Alert>
  );
}
