import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { problemText } from '../i18n/problem-text.ts';

/** Tells in a corner of the screen what went wrong; the same problem twice is shown once. */
export function notifyProblem(error: unknown, t: TFunction): void {
  const message = problemText(error, t);
  notifications.show({ id: `problem:${message}`, message, color: 'red', autoClose: 8000, role: 'alert' });
}

/** Tells in a corner of the screen that something is done. `message` is translated text. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'primary', autoClose: 4000 });
}
