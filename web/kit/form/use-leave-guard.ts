import { useBlocker } from '@tanstack/react-router';
import { useRef, useState } from 'react';

interface LeaveGuard {
  /** Whether the person is to be asked if what was typed may go. */
  readonly isAsking: boolean;
  /** The person wants to leave: at once where nothing was typed. */
  readonly leave: () => void;
  readonly stay: () => void;
  readonly discard: () => void;
  /** What was typed is kept now: nothing is asked any more. */
  readonly release: () => void;
}

/** Asks before what was typed is thrown away: by a button, by the browser's Back, by a link, by closing the page. */
export function useLeaveGuard(isDirty: boolean, onLeave: () => void): LeaveGuard {
  const [isLeaving, setLeaving] = useState(false);
  const isReleased = useRef(false);
  const isHeld = () => isDirty && !isReleased.current;
  const blocker = useBlocker({
    // Whose session is over has nothing to stay for.
    shouldBlockFn: ({ current, next }) =>
      isHeld() && current.pathname !== next.pathname && next.pathname !== '/sign-in',
    enableBeforeUnload: isHeld,
    withResolver: true,
  });
  return {
    isAsking: isLeaving || blocker.status === 'blocked',
    leave: () => (isHeld() ? setLeaving(true) : onLeave()),
    stay: () => {
      setLeaving(false);
      blocker.reset?.();
    },
    discard: () => {
      isReleased.current = true;
      blocker.proceed?.();
      onLeave();
    },
    release: () => {
      isReleased.current = true;
    },
  };
}
