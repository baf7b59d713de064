import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { metadataQuery, useSession } from '../../../web/shell/session.ts';
import { isPermitted } from './print-permission.ts';
import classes from './printing.module.css';

/**
 * Whatever page is printed says across it who printed it and when. Records are printed by who may export them, and only so
 * that it is written down: a card by Ctrl-P, a list by its menu. It is there with the first page, so it brings little along.
 */
export function PrintMark() {
  const { t } = useTranslation('exports');
  const name = useSession()?.member.name ?? '';
  const place = usePlace();
  usePrinting(place);
  const line = `${name} · ${clock(new Date())}`;
  return createPortal(
    <>
      <div className={classes.mark} aria-hidden>
        {marks.map((mark) => (
          <span key={mark}>{line}</span>
        ))}
      </div>
      <p className={classes.refusal}>{t(place?.noun.may.export ? 'print.here' : 'print.refused')}</p>
    </>,
    document.body,
  );
}

const marks = Array.from({ length: 12 }, (_, mark) => mark);

/** The clock on the wall, in digits that every language reads. */
function clock(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}

interface Place {
  readonly noun: NounMetadata;
  /** Of the record whose card it is; null in a list. */
  readonly id: string | null;
}

/** Whose records the page shows; null where it is about none. */
function usePlace(): Place | null {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { data } = useQuery(metadataQuery);
  const [, plural, id] = /^\/([\w-]+)(?:\/([\da-f-]{36}))?\/?$/.exec(path) ?? [];
  const noun = data?.nouns.find((one) => one.plural === plural);
  return noun ? { noun, id: id ?? null } : null;
}

function usePrinting(place: Place | null): void {
  useEffect(() => {
    if (!place) return;
    const root = document.documentElement;
    const before = () => {
      if (!isPermitted()) root.dataset.unprintable = '';
    };
    const after = () => delete root.dataset.unprintable;
    const press = (event: KeyboardEvent) => {
      const { id, noun } = place;
      if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyP' || !id || !noun.may.export) return;
      event.preventDefault();
      void import('./printing.ts').then(({ printCard }) => printCard(noun.plural, id));
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    window.addEventListener('keydown', press, true);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
      window.removeEventListener('keydown', press, true);
      after();
    };
  });
}
