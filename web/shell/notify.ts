import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { problemLines } from '../i18n/problem-text.ts';
import { getI18n } from '../i18n/shown-texts.ts';

/**
 * Tells in a corner of the screen what went wrong, and with which fields of the noun; the same problem twice is shown once.
 */
export function notifyProblem(error: unknown, t: TFunction, noun?: string): void {
  const message = problemLines(error, t, noun);
  const lines = { description: { whiteSpace: 'pre-line' } } as const;
  notifications.show({
    id: `problem:${message}`,
    message,
    color: 'red',
    autoClose: 8000,
    role: 'alert',
    styles: lines,
    closeButtonProps: closeButton(),
  });
}

/** Tells in a corner of the screen that something is done. `message` is translated text. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'primary', autoClose: 4000, closeButtonProps: closeButton() });
}

/** The cross that takes a notice away has no text of its own to be read out. */
function closeButton() {
  return { 'aria-label': getI18n().t('shell:action.close') };
}
