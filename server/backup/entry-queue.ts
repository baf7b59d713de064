import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { Entry, EntrySum } from './frames.ts';
import type { EntryHeader } from './manifest.ts';

/** Gives a backup's entries out in the order its manifest names them, each compared with what was written down of it. */
export class EntryQueue {
  readonly #entries: AsyncGenerator<Entry, void>;

  constructor(entries: AsyncGenerator<Entry, void>) {
    this.#entries = entries;
  }

  /** Hands the next entry's bytes to `use`, which reads them to the end. Throws when it is not the one expected. */
  async take<T>(
    expected: EntryHeader,
    sum: EntrySum,
    use: (content: AsyncGenerator<Buffer, void>) => Promise<T>,
  ): Promise<T> {
    const { value: entry } = await this.#entries.next();
    if (!entry || entry.header.kind !== expected.kind || entry.header.name !== expected.name) {
      throw notAsWritten(`${expected.kind} ${expected.name} is not where it should be`);
    }
    const seen: { sum?: EntrySum } = {};
    const used = await use(
      (async function* () {
        seen.sum = yield* entry.content;
      })(),
    );
    if (seen.sum?.sha256 !== sum.sha256 || seen.sum.bytes !== sum.bytes) {
      throw notAsWritten(`${expected.kind} ${expected.name} is not as it was written`);
    }
    return used;
  }

  async close(): Promise<void> {
    await this.#entries.return();
  }
}

function notAsWritten(what: string): OperatorError {
  return new OperatorError(
    exitCodes.badData,
    `The backup was changed while it was read: ${what}. Nothing was restored.`,
  );
}
