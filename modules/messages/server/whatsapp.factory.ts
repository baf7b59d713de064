import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** A server that speaks the Cloud API of WhatsApp for one number; gone when the test file ends. */
export interface TestWhatsApp {
  readonly url: string;
  /** What it was asked to send. */
  readonly sent: { readonly to: string; readonly text: { readonly body: string } }[];
  /** What it answers a message with instead of taking it. */
  refusal: { readonly status: number; readonly code: number; readonly message: string } | null;
  /** What happens between its taking a message, by this id, and its answer. */
  beforeAnswer: ((id: string) => Promise<void>) | null;
}

export const whatsappKeys = { number: '106540352242922', password: 'EAAGlastingtoken', appSecret: 'd0ba5e8f7c' };

export async function useWhatsApp(): Promise<TestWhatsApp> {
  const whatsapp: TestWhatsApp = { url: '', sent: [], refusal: null, beforeAnswer: null };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', async () => {
      const isKnown = request.headers.authorization === `Bearer ${whatsappKeys.password}`;
      const { status, ...answer } = isKnown ? answerTo(whatsapp, request.url ?? '', body) : unknownToken;
      if (request.url?.endsWith('/messages') && status === 200)
        await whatsapp.beforeAnswer?.(`wamid.${whatsapp.sent.length}`);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  afterAll(() => new Promise<void>((done) => server.close(() => done())));
  return Object.assign(whatsapp, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v23.0` });
}

const unknownToken = { status: 401, error: { code: 190, message: 'Invalid OAuth access token' } };

function answerTo(whatsapp: TestWhatsApp, path: string, body: string): { status: number; [field: string]: unknown } {
  const own = `/v23.0/${whatsappKeys.number}`;
  if (path === `${own}?fields=display_phone_number`) return { status: 200, display_phone_number: '+374 10 000000' };
  if (path !== `${own}/messages`) return { status: 400, error: { code: 100, message: 'Unsupported request' } };
  const { refusal } = whatsapp;
  if (refusal) return { status: refusal.status, error: { code: refusal.code, message: refusal.message } };
  whatsapp.sent.push(JSON.parse(body));
  return { status: 200, messages: [{ id: `wamid.${whatsapp.sent.length}` }] };
}

/** As WhatsApp tells of what happened, and the proof that it does. */
export function toldByWhatsApp(value: object, number = whatsappKeys.number) {
  const change = { field: 'messages', value: { metadata: { phone_number_id: number }, ...value } };
  const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] };
  const proof = createHmac('sha256', whatsappKeys.appSecret).update(JSON.stringify(body)).digest('hex');
  return { body, headers: { 'x-hub-signature-256': `sha256=${proof}` } };
}
