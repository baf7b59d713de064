import { chunkBytes, type FileKey, sealChunk } from './sealed-chunks.ts';

/** Takes the bytes of a backup as they come and hands on what is to be written: sealed in chunks, or as they are where there is no key. */
export class SealedBytes {
  readonly #key: FileKey | null;
  readonly #write: (piece: Buffer) => Promise<void>;
  #waiting: Buffer[] = [];
  #size = 0;
  #chunks = 0;

  constructor(key: FileKey | null, write: (piece: Buffer) => Promise<void>) {
    this.#key = key;
    this.#write = write;
  }

  async begin(): Promise<void> {
    if (this.#key) await this.#write(this.#key.header);
  }

  async append(piece: Buffer): Promise<void> {
    if (!this.#key) return this.#write(piece);
    this.#waiting.push(piece);
    this.#size += piece.length;
    // The last chunk is known by its being the last: something always waits.
    if (this.#size > chunkBytes) await this.#hand(this.#key, false);
  }

  async end(): Promise<void> {
    if (this.#key) await this.#hand(this.#key, true);
  }

  async #hand(key: FileKey, isEnd: boolean): Promise<void> {
    const all = Buffer.concat(this.#waiting);
    let at = 0;
    for (; all.length - at > chunkBytes; at += chunkBytes)
      await this.#seal(key, false, all.subarray(at, at + chunkBytes));
    const rest = all.subarray(at);
    this.#waiting = isEnd ? [] : [rest];
    this.#size = isEnd ? 0 : rest.length;
    if (isEnd) await this.#seal(key, true, rest);
  }

  async #seal(key: FileKey, isLast: boolean, chunk: Buffer): Promise<void> {
    const sealed = sealChunk(key, this.#chunks, isLast, chunk);
    this.#chunks += 1;
    await this.#write(sealed);
  }
}
