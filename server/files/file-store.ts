import type { Readable } from 'node:stream';

/** Where the content of files is kept, by keys such as `<workspace>/ab/<sha-256>`: a folder, or a bucket. */
export interface FileStore {
  /** Keeps a file that was received whole; what it answers is on the disk. The same key twice is the same content. */
  keep(staged: string, key: string): Promise<void>;
  /** Null for what is not there. With a range only its bytes, both ends included. */
  open(key: string, range?: ByteRange): Promise<Readable | null>;
  /** Everything kept, or what is below the prefix, with when it was kept last. */
  list(prefix?: string): AsyncIterable<StoredObject>;
  remove(key: string): Promise<void>;
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredObject {
  readonly key: string;
  readonly keptAt: Date;
  /** In bytes. */
  readonly size: number;
}

/** What those who act in a workspace need to receive and give out files. */
export interface FileKeeper {
  readonly store: FileStore;
  /** Where uploads lie until they are whole: on this machine, and never among what is kept. */
  readonly stagingFolder: string;
  readonly maxBytes: number;
}
