import { Readable } from 'node:stream';
import type { EndReason, StreamEvents } from '../../shared/stream/stream-event.ts';
import type { Context } from '../context.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { type StreamCursor, writeCursor } from './cursor.ts';

/** Bytes that may wait for a reader; who is slower than that is dropped, and goes on from their last cursor. */
const mostWaiting = 64 * 1024;
/** Milliseconds after which a browser whose stream broke comes back; with those sent away for others it is longer. */
const retry = { soon: 1_000, late: 60_000 } as const;

/** One reader's stream of events. */
export class EventStream {
  readonly body: Readable;
  readonly request: RequestFacts;
  readonly openedAt = performance.now();
  /** Whose tabs are to be told who else is there. */
  readonly browser: string | undefined;
  /** Who was last told to be at the records these show, as JSON. */
  readonly company = new Map<string, string>();
  /** Whose it is, under the rights last looked up. */
  ctx: Context;
  checkedAt = performance.now();
  /** Something has changed about the reader since. */
  isDoubtful = false;
  #isFinished = false;

  constructor(ctx: Context, request: RequestFacts, onClose: () => void, browser?: string) {
    this.ctx = ctx;
    this.browser = browser;
    this.request = request;
    this.body = new Readable({ read: () => undefined, highWaterMark: mostWaiting });
    this.body.once('close', onClose);
    // A reader who vanishes is no failure.
    this.body.on('error', () => undefined);
    this.body.push(`retry: ${retry.soon}\n\n`);
  }

  /** Nothing can be told on it any more. */
  get isOver(): boolean {
    return this.#isFinished || this.body.destroyed;
  }

  send<E extends keyof StreamEvents>(event: E, data: StreamEvents[E], cursor?: StreamCursor): void {
    this.sendText(textOf(event, data, cursor));
  }

  /** An event as `textOf` wrote it, for many readers at once. */
  sendText(text: string): void {
    if (this.isOver) return;
    this.body.push(text);
    if (this.body.readableLength > mostWaiting) this.body.destroy();
  }

  /** A sign of life: it finds out readers who have gone, keeps proxies from hanging up, and the cursor from growing old. */
  beat(cursor: StreamCursor): void {
    this.send('beat', {}, cursor);
  }

  end(because: EndReason): void {
    if (because === 'replaced') this.sendText(`retry: ${retry.late}\n\n`);
    this.send('end', { because });
    this.finish();
  }

  finish(): void {
    if (this.isOver) return;
    this.#isFinished = true;
    this.body.push(null);
  }
}

/** An event on the wire. The id is what a reader comes back with. */
export function textOf<E extends keyof StreamEvents>(event: E, data: StreamEvents[E], cursor?: StreamCursor): string {
  const id = cursor ? `id: ${writeCursor(cursor)}\n` : '';
  return `event: ${event}\n${id}data: ${JSON.stringify(data)}\n\n`;
}
