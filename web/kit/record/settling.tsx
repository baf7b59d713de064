import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  startTransition,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { InPieces } from '../../ui/in-pieces.tsx';

/** How long, in milliseconds, the last one is waited for. */
const patience = 2_500;

/** Told of a part whose code is on its way; calling what it answers says that it came. */
const ArrivalContext = createContext<() => () => void>(() => () => undefined);

interface SettlingProps {
  readonly children: ReactNode;
  /** What stands there until they have come. */
  readonly fallback: ReactNode;
}

/**
 * Parts of a page that stand one under the other, come in their own time and are of any height, some of nothing at all. They are made ready at
 * once and come into sight together, so that nobody reads, or presses, what is pushed away in that moment.
 */
export function Settling({ children, fallback }: SettlingProps) {
  const { isSettled, begin } = useSettled();
  return (
    <ArrivalContext value={begin}>
      {!isSettled && fallback}
      <div style={{ display: isSettled ? 'contents' : 'none' }}>
        <InPieces fallback={<Arriving />}>{children}</InPieces>
      </div>
    </ArrivalContext>
  );
}

/** Stands where a part is on its way; with what is shown there meanwhile. */
export function Arriving({ children = null }: { readonly children?: ReactNode }) {
  const begin = use(ArrivalContext);
  useLayoutEffect(() => begin(), [begin]);
  return children;
}

/** Whether every part has come and nothing is asked for the first time any more; once it is so, it stays so. */
function useSettled() {
  const client = useQueryClient();
  const [isSettled, setSettled] = useState(false);
  const onTheWay = useRef(0);
  const look = useCallback(() => {
    // What has just come asks its questions first.
    window.setTimeout(() => {
      const asked = client.isFetching({ predicate: ({ state }) => state.status === 'pending' });
      if (onTheWay.current === 0 && asked === 0) startTransition(() => setSettled(true));
    });
  }, [client]);
  const begin = useCallback(() => {
    onTheWay.current += 1;
    return () => {
      onTheWay.current -= 1;
      look();
    };
  }, [look]);
  useEffect(() => {
    if (isSettled) return;
    const settle = () => setSettled(true);
    const leave = client.getQueryCache().subscribe(look);
    const last = window.setTimeout(settle, patience);
    // Whoever presses a key may mean something that is to take the next letters.
    window.addEventListener('keydown', settle, true);
    return () => {
      leave();
      window.clearTimeout(last);
      window.removeEventListener('keydown', settle, true);
    };
  }, [client, isSettled, look]);
  return { isSettled, begin };
}
