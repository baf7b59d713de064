import { randomId } from './random-id.ts';

const key = 'rapport.browser';

/** The same for all tabs of this browser: by it the server knows whose stream tells a tab who else is there. */
export function browserId(): string {
  const known = localStorage.getItem(key);
  if (known && /^[\da-f-]{36}$/.test(known)) return known;
  const made = randomId();
  localStorage.setItem(key, made);
  return made;
}
