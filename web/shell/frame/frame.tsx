import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useNounTexts } from '../../i18n/use-noun-texts.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { WaitingSender } from '../../kit/waiting/waiting-sender.tsx';
import { LiveUpdates } from '../../live/live-updates.tsx';
import { InPieces } from '../../ui/in-pieces.tsx';
import { LostPageNotice } from '../lost-page-notice.tsx';
import { OfflineNotice } from '../offline-notice.tsx';
import { ProofAsker } from '../proof/proof-asker.tsx';
import { SandboxNotice } from '../sandbox-notice.tsx';
import { SeeingNotice } from '../seeing-notice.tsx';
import { metadataQuery } from '../session.ts';
import { BottomBar } from './bottom-bar.tsx';
import classes from './frame.module.css';
import { Header } from './header.tsx';
import { Sidebar } from './sidebar.tsx';

/** What surrounds every page of a signed-in person: navigation, search, their menu. */
export function Frame() {
  const { t } = useTranslation('shell');
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main);
  useNounTexts(useQuery(metadataQuery).data?.nouns);
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        {t('frame.skip')}
      </a>
      <Sidebar />
      <div className={classes.column}>
        <Header />
        <LiveUpdates />
        <WaitingSender />
        <LostPageNotice />
        <ProofAsker />
        <SandboxNotice />
        <SeeingNotice />
        <OfflineNotice />
        <main id="main" ref={main} tabIndex={-1} className={classes.main} aria-labelledby="page-title">
          <InPieces>
            <Outlet />
          </InPieces>
        </main>
      </div>
      <BottomBar />
    </div>
  );
}

/** A new page takes the focus, so that keyboard and screen reader go on from its heading; a changed filter does not. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>) {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const arrivedAt = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (arrivedAt.current !== undefined && path !== undefined && path !== arrivedAt.current) {
      main.current?.focus({ preventScroll: true });
      main.current?.scrollTo({ top: 0 });
    }
    if (path !== undefined) arrivedAt.current = path;
  }, [path, main]);
}
