import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** A server that speaks the Bot API of Telegram; gone when the test file ends. */
export interface TestTelegram {
  readonly url: string;
  /** What it was asked to send. */
  readonly sent: { readonly chat_id: string; readonly text: string }[];
  /** What it has for the bot; taken off once it is confirmed by a later offset. */
  readonly updates: { readonly update_id: number; readonly [field: string]: unknown }[];
  /** The status and words it answers a message with instead of taking it. */
  refusal: { readonly status: number; readonly description: string } | null;
}

export const botToken = '123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-mm';

export async function useTelegram(): Promise<TestTelegram> {
  const telegram: TestTelegram = { url: '', sent: [], updates: [], refusal: null };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      const { status, ...answer } = answerTo(telegram, request.url ?? '', JSON.parse(body || '{}'));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  afterAll(() => new Promise<void>((done) => server.close(() => done())));
  return Object.assign(telegram, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

interface Asked {
  readonly offset?: number;
  readonly chat_id?: string;
  readonly text?: string;
}

function answerTo(telegram: TestTelegram, path: string, { offset = 0, chat_id = '', text = '' }: Asked) {
  const good = (result: unknown) => ({ status: 200, ok: true, result });
  if (path === `/bot${botToken}/getMe`) return good({ id: 123456, is_bot: true, username: 'ararat_bot' });
  if (path === `/bot${botToken}/getUpdates`) {
    while (telegram.updates[0] && telegram.updates[0].update_id < offset) telegram.updates.shift();
    return good(telegram.updates);
  }
  if (path !== `/bot${botToken}/sendMessage`) return { status: 401, ok: false, description: 'Unauthorized' };
  if (telegram.refusal) return { ok: false, ...telegram.refusal };
  telegram.sent.push({ chat_id, text });
  return good({ message_id: telegram.sent.length });
}
