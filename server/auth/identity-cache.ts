import { createHash } from 'node:crypto';

/** Remembers answers of a check for a short time, until told that one of their subjects changed. */
export interface IdentityCache<T> {
  /** The remembered answer for `credential`, or what `check` finds; many at once share one check. Null is not remembered. */
  get(credential: string, check: () => Promise<T | null>): Promise<T | null>;
  /** Forgets every answer about this subject, and every check still under way. */
  forget(subject: string): void;
  forgetAll(): void;
}

interface Entry<T> {
  readonly answer: Promise<T | null>;
  until: number;
  /** Known once the check is done. */
  subjects: readonly string[] | null;
}

export interface IdentityCacheSettings<T> {
  readonly subjectsOf: (answer: T) => readonly string[];
  /** When an answer ends by itself, in milliseconds since 1970; null for never. */
  readonly endOf?: (answer: T) => number | null;
  readonly now?: () => number;
}

const longest = 60_000;
const most = 10_000;

export function createIdentityCache<T>(settings: IdentityCacheSettings<T>): IdentityCache<T> {
  const { subjectsOf, endOf = () => null, now = Date.now } = settings;
  const entries = new Map<string, Entry<T>>();
  const remember = (key: string, check: () => Promise<T | null>) => {
    const entry: Entry<T> = { answer: check(), until: now() + longest, subjects: null };
    entries.set(key, entry);
    if (entries.size > most) entries.delete(entries.keys().next().value ?? '');
    const drop = () => entries.get(key) === entry && entries.delete(key);
    entry.answer.then((answer) => {
      if (answer === null) return void drop();
      entry.subjects = subjectsOf(answer);
      entry.until = Math.min(entry.until, endOf(answer) ?? entry.until);
    }, drop);
    return entry.answer;
  };
  return {
    get(credential, check) {
      const key = createHash('sha256').update(credential).digest('base64');
      const entry = entries.get(key);
      if (!entry || entry.until <= now()) return remember(key, check);
      // Used last, dropped last.
      entries.delete(key);
      entries.set(key, entry);
      return entry.answer;
    },
    forget(subject) {
      for (const [key, { subjects }] of entries) if (!subjects || subjects.includes(subject)) entries.delete(key);
    },
    forgetAll: () => entries.clear(),
  };
}
