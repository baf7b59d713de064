import { Button, SegmentedControl } from '@mantine/core';
import { IconSunHigh } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ComponentType, Suspense, use, useCallback, useRef, useState } from 'react';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { CreationProvider } from '../../../web/kit/form/creation-provider.tsx';
import type { DayPartProps, DayState } from '../../../web/module.ts';
import { ModulesContext } from '../../../web/shell/modules-context.ts';
import { useSession } from '../../../web/shell/session.ts';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { part } from '../../../web/ui/part.tsx';
import { BeginActs } from './begin-acts.tsx';
import { DaySectionCard } from './day-section-card.tsx';
import { listDaySections } from './day-sections.ts';
import { TeamOverdue } from './team-overdue.tsx';
import classes from './today.module.css';
import type { TodaySearch } from './today-search.ts';
import { useDayKeys } from './use-day-keys.ts';

const FirstSteps = part(() => import('./first-steps.tsx'));

/** What waits for one today, in the order in which it matters; the same for one's teams. */
export function TodayPage() {
  const { t } = useTranslation('today');
  const { of }: TodaySearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data: metadata } = useMetadata();
  const isAlone = useSession()?.alone ?? false;
  const whose = isAlone ? 'mine' : (of ?? 'mine');
  const choice = !isAlone && (
    <SegmentedControl
      aria-label={t('whose')}
      value={whose}
      data={(['mine', 'team'] as const).map((value) => ({ value, label: t(value) }))}
      onChange={(next) =>
        void navigate({ to: '/today', search: next === 'team' ? ({ of: 'team' } as never) : ({} as never) })
      }
    />
  );
  const begin = metadata && (
    <CreationProvider>
      <BeginActs metadata={metadata} />
    </CreationProvider>
  );
  return (
    <Page
      title={t('title')}
      actions={
        <>
          {begin}
          {choice}
        </>
      }
    >
      <div className={classes.sections}>
        <Suspense>
          <FirstSteps />
        </Suspense>
      </div>
      {metadata ? <Day key={whose} metadata={metadata} whose={whose} /> : <LoadingState lines={6} />}
    </Page>
  );
}

interface DayProps {
  readonly metadata: Metadata;
  readonly whose: 'mine' | 'team';
}

function Day({ metadata, whose }: DayProps) {
  const day = useRef<HTMLDivElement>(null);
  const [states, setStates] = useState<Readonly<Record<string, DayState>>>({});
  const sections = listDaySections(metadata, whose);
  const parts = use(ModulesContext).flatMap(({ name, day: ofModule = [] }) =>
    ofModule.map((component, index) => ({ key: `${name}/${index}`, component })),
  );
  const onState = useCallback<(key: string, state: DayState) => void>(
    (key, state) => setStates((before) => ({ ...before, [key]: state })),
    [],
  );
  useDayKeys(day);
  const overdue = sections.find(({ key }) => key === 'overdue');
  const all = [...sections, ...parts];
  const are = (state: DayState) => all.filter(({ key }) => (states[key] ?? 'asked') === state).length;
  return (
    <div ref={day} className={classes.sections}>
      {whose === 'team' && overdue && <TeamOverdue section={overdue} />}
      {sections.map((section) => (
        <DaySectionCard key={section.key} section={section} isTeam={whose === 'team'} onState={onState} />
      ))}
      {parts.map(({ key, component }) => (
        <Suspense key={key}>
          <Part name={key} component={component} whose={whose} onState={onState} />
        </Suspense>
      ))}
      {are('asked') > 0 && are('filled') === 0 && <LoadingState lines={6} />}
      {are('empty') === all.length && <Clear whose={whose} />}
    </div>
  );
}

interface PartProps extends Pick<DayProps, 'whose'> {
  readonly name: string;
  readonly component: ComponentType<DayPartProps>;
  readonly onState: (key: string, state: DayState) => void;
}

/** What another module has to say of the day. */
function Part({ name, component: Shown, whose, onState }: PartProps) {
  const tell = useCallback((state: DayState) => onState(name, state), [name, onState]);
  return <Shown whose={whose} onState={tell} />;
}

/** A day with nothing in it is a good one, and said in one breath. */
function Clear({ whose }: Pick<DayProps, 'whose'>) {
  const { t } = useTranslation('today');
  return (
    <EmptyState
      icon={IconSunHigh}
      title={t(whose === 'mine' ? 'clear' : 'clearTeam')}
      text={t('clearText')}
      actions={
        <Button component={Link} to="/deals" variant="default">
          {t('toDeals')}
        </Button>
      }
    />
  );
}
