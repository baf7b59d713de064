import { useLocalStorage } from '@mantine/hooks';
import { Suspense, useEffect } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../../web/shell/notify.ts';
import { part } from '../../../../web/ui/part.tsx';
import { useDial, useMyCalls } from '../calls.queries.ts';

const CallCard = part(() => import('./call-card.tsx'));
/** How many closed calls a browser remembers: more than can have ended within the minutes in which they are told. */
const remembered = 20;

/** Stands in every page and is seen only while something rings; where a telephone system makes calls, it takes every number that is clicked. */
export default function Telephone() {
  const { data } = useMyCalls();
  // What was closed stays so on other pages of this browser, and when a page is loaded again.
  const [closed, setClosed] = useLocalStorage<readonly string[]>({
    ...{ key: 'rapport.closedCalls', defaultValue: [], getInitialValueInEffect: false },
  });
  useDialledByClick(data?.canDial ?? false);
  const call = data?.items.find(({ id }) => !closed.includes(id));
  if (!call) return null;
  return (
    <Suspense>
      <CallCard
        key={call.id}
        call={call}
        onClose={() => setClosed((before) => [...before, call.id].slice(-remembered))}
      />
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
