import { type RefObject, type SyntheticEvent, useEffect, useRef, useState } from 'react';

interface Unread {
  readonly input: RefObject<HTMLInputElement | null>;
  /** What stands in the input is no value. */
  readonly isUnread: boolean;
  /** The person has been told. */
  readonly isTold: boolean;
  readonly tell: () => void;
  /** Stops what would take the input as if it were empty, and tells. */
  readonly refuse: (event: Pick<SyntheticEvent, 'preventDefault'>) => void;
}

/**
 * An input whose text can not be read as a value keeps the form around it from being sent: the value that was there before, or none, would
 * go instead of what the person sees.
 */
export function useUnread(isUnread: boolean): Unread {
  const input = useRef<HTMLInputElement>(null);
  const [isAsked, setAsked] = useState(false);
  if (!isUnread && isAsked) setAsked(false);
  const tell = () => isUnread && setAsked(true);
  const refuse: Unread['refuse'] = (event) => {
    if (!isUnread) return;
    event.preventDefault();
    setAsked(true);
  };
  useEffect(() => {
    const form = input.current?.form;
    if (!isUnread || !form) return;
    const stop = (event: SubmitEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setAsked(true);
      input.current?.focus();
    };
    form.addEventListener('submit', stop, true);
    return () => form.removeEventListener('submit', stop, true);
  }, [isUnread]);
  useEffect(() => {
    if (input.current) input.current.dataset.unread = String(isUnread);
  }, [isUnread]);
  return { input, isUnread, isTold: isUnread && isAsked, tell, refuse };
}

/** The first input within that holds what can not be read; it gets the focus. */
export function focusUnread(within: HTMLElement | null): boolean {
  const input = within?.querySelector<HTMLInputElement>('[data-unread=true]');
  input?.focus();
  return input !== null && input !== undefined;
}
