import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { WaitingChange } from './waiting-change.ts';
import type { WaitingStore } from './waiting-changes.ts';

/** An answer of the server as a query holds it. */
export interface KeptAnswer {
  /** Whose it is: `workspace.member`. */
  readonly reader: string;
  /** The query's key as one text. */
  readonly hash: string;
  readonly data: unknown;
  /** When it was read, in milliseconds since 1970. */
  readonly at: number;
}

/** Where answers are kept. */
export interface AnswerStore {
  /** Whose answers are there; null when nobody's are. */
  findReader(): Promise<string | null>;
  /** From now on this person's are kept; what belongs to anybody else is thrown away. */
  setReader(reader: string): Promise<void>;
  keep(answers: readonly KeptAnswer[]): Promise<void>;
  find(reader: string, hash: string): Promise<KeptAnswer | null>;
  forget(reader: string, hash: string): Promise<void>;
  /** Nothing of anybody's stays. */
  wipe(): Promise<void>;
}

interface Schema extends DBSchema {
  answers: { key: [string, string]; value: KeptAnswer; indexes: { at: number } };
  waiting: { key: number; value: WaitingChange; indexes: { reader: string } };
  /** Under `reader`: who was signed in last. */
  person: { key: string; value: string };
}

/** The most answers kept; the oldest go first. */
const mostAnswers = 600;

/**
 * What this browser keeps so that it can be read without a network. Where a browser keeps nothing (a private window of some)
 * nothing is kept, and nothing fails.
 */
export class OfflineStore implements AnswerStore, WaitingStore {
  #database: Promise<IDBPDatabase<Schema> | null> | undefined;

  async findReader(): Promise<string | null> {
    const database = await this.#open();
    return (await database?.get('person', 'reader')) ?? null;
  }

  async setReader(reader: string): Promise<void> {
    const database = await this.#open();
    if (!database || (await database.get('person', 'reader')) === reader) return;
    await this.wipe();
    await database.put('person', reader, 'reader');
  }

  async keep(answers: readonly KeptAnswer[]): Promise<void> {
    const database = await this.#open();
    if (!database || answers.length === 0) return;
    const writing = database.transaction('answers', 'readwrite');
    for (const answer of answers) await writing.store.put(answer);
    let over = (await writing.store.count()) - mostAnswers;
    let oldest = over > 0 ? await writing.store.index('at').openKeyCursor() : null;
    for (; oldest && over > 0; over--) {
      await writing.store.delete(oldest.primaryKey);
      oldest = await oldest.continue();
    }
    await writing.done;
  }

  async find(reader: string, hash: string): Promise<KeptAnswer | null> {
    const database = await this.#open();
    return (await database?.get('answers', [reader, hash])) ?? null;
  }

  async forget(reader: string, hash: string): Promise<void> {
    const database = await this.#open();
    await database?.delete('answers', [reader, hash]);
  }

  /** Also what waits to be sent goes, whoever's it is. */
  async wipeAll(): Promise<void> {
    await this.wipe();
    const database = await this.#open();
    await database?.clear('waiting');
  }

  async wipe(): Promise<void> {
    const database = await this.#open();
    if (!database) return;
    const wiping = database.transaction(['answers', 'person'], 'readwrite');
    await Promise.all([wiping.objectStore('answers').clear(), wiping.objectStore('person').clear(), wiping.done]);
  }

  async listWaiting(reader: string): Promise<readonly WaitingChange[]> {
    const database = await this.#open();
    return (await database?.getAllFromIndex('waiting', 'reader', reader)) ?? [];
  }

  async addWaiting(change: Omit<WaitingChange, 'position'>): Promise<void> {
    const database = await this.#open();
    if (!database) throw new Error('This browser keeps nothing');
    await database.add('waiting', change as WaitingChange);
  }

  async putWaiting(change: WaitingChange): Promise<void> {
    const database = await this.#open();
    await database?.put('waiting', change);
  }

  async removeWaiting(position: number): Promise<void> {
    const database = await this.#open();
    await database?.delete('waiting', position);
  }

  #open(): Promise<IDBPDatabase<Schema> | null> {
    this.#database ??= openDB<Schema>('rapport', 2, {
      upgrade(database, from) {
        if (from < 1) {
          database.createObjectStore('answers', { keyPath: ['reader', 'hash'] }).createIndex('at', 'at');
          database.createObjectStore('person');
        }
        database
          .createObjectStore('waiting', { keyPath: 'position', autoIncrement: true })
          .createIndex('reader', 'reader');
      },
      // Another tab with a newer version: it goes first, and this one keeps nothing until it is loaded anew.
      blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
    }).catch(() => null);
    return this.#database;
  }
}
