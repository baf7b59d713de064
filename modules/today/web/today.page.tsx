import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { DaySectionCard } from './day-section-card.tsx';
import { listDaySections } from './day-sections.ts';
import classes from './today.module.css';
import type { TodaySearch } from './today-search.ts';

/** What waits for one today, in the order in which it matters; the same for one's teams. */
export function TodayPage() {
  const { t } = useTranslation('today');
  const { of }: TodaySearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data: metadata } = useMetadata();
  const whose = of ?? 'mine';
  return (
    <Page
      title={t('title')}
      actions={
        <SegmentedControl
          aria-label={t('whose')}
          value={whose}
          data={(['mine', 'team'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(next) =>
            void navigate({ to: '/today', search: next === 'team' ? ({ of: 'team' } as never) : ({} as never) })
          }
        />
      }
    >
      <div className={classes.sections}>
        {metadata ? (
          listDaySections(metadata, whose).map((section) => (
            <DaySectionCard key={`${whose}.${section.key}`} section={section} isTeam={whose === 'team'} />
          ))
        ) : (
          <LoadingState lines={6} />
        )}
      </div>
    </Page>
  );
}
