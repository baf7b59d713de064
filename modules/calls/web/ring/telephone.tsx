import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../../web/shell/notify.ts';
import { part } from '../../../../web/ui/part.tsx';
import { useDial, useMyCalls } from '../calls.queries.ts';

const CallCard = part(() => import('./call-card.tsx'));

/** Stands in every page and is seen only while something rings; where a telephone system makes calls, it takes every number that is clicked. */
export default function Telephone() {
  const { data } = useMyCalls();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  useDialledByClick(data?.canDial ?? false);
  const call = data?.items.find(({ id }) => !closed.has(id));
  if (!call) return null;
  return (
    <Suspense>
      <CallCard key={call.id} call={call} onClose={() => setClosed((before) => new Set([...before, call.id]))} />
    </Suspense>
  );
}

/** A link to a number is the telephone's own business where no telephone system makes calls. */
function useDialledByClick(canDial: boolean): void {
  const { t } = useTranslation('calls');
  const { mutate } = useDial();
  useEffect(() => {
    if (!canDial) return;
    const dial = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.('a[href^="tel:"]');
      if (!link || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const number = (link.getAttribute('href') ?? '').slice('tel:'.length);
      mutate(number, {
        onSuccess: () => notifyDone(t('ring.dialling', { number })),
        onError: (error) => notifyProblem(error, t),
      });
    };
    // Before anything on the page: links in lines keep their clicks from the line.
    document.addEventListener('click', dial, true);
    return () => document.removeEventListener('click', dial, true);
  }, [canDial, mutate, t]);
}
