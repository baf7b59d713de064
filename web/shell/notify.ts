import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { problemText } from '../i18n/problem-text.ts';

/** Tells in a corner of the screen what went wrong; the same problem twice is shown once. */
export function notifyProblem(error: unknown, t: TFunction): void {
  notifyRefusal(problemText(error, t));
}

/** Tells in a corner of the screen what was refused and why. `message` is translated text. */
export function notifyRefusal(message: string): void {
  notifications.show({ id: `problem:${message}`, message, color: 'red', autoClose: 8000, role: 'alert' });
}

/** Tells in a corner of the screen that something is done. `message` is translated text. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'primary', autoClose: 4000 });
}
