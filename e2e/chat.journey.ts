import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, inject, onTestFinished } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

/** A page of another site that allows itself nothing but the chat. */
async function openSite(script: () => string): Promise<string> {
  const policy = `default-src 'none'; script-src ${inject('url')}; frame-src ${inject('url')}`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
    response.end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title>
      <body><main><h1>Shop</h1></main><script src="${inject('url')}${script()}" async></script></body></html>`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

journey('a visitor of a site writes, and is answered while both look', async ({ open, create }) => {
  let path = '';
  const site = await openSite(() => path);
  const { channel } = (await create('message-channels', { kind: 'chat', name: 'Shop', sites: site })) as unknown as {
    channel: { id: string; path: string };
  };
  path = channel.path;
  const member = await open('/messages');
  const visitor = await open(site, { as: null, width: 390, height: 800, language: 'en' });
  await visitor.getByRole('button', { name: 'Chat with us' }).click();
  const chat = visitor.frameLocator('iframe');
  await chat.getByLabel('Your message').fill('Do you have dried quinces?');
  await visitor.keyboard.press('Enter');
  await member.getByText('Do you have dried quinces?').waitFor();
  await member.getByRole('button', { name: /^#/ }).first().click();
  const dialog = member.getByRole('dialog');
  await dialog.getByLabel('Text').fill('Of two kinds');
  await member.keyboard.press('Control+Enter');
  await chat.getByText('Of two kinds').waitFor();
  const frame = visitor.frames().find((one) => one.url().includes('/chat/'));
  expect(frame && (await findViolations(frame))).toEqual([]);
  await dialog.getByText('delivered').waitFor();
  await visitor.keyboard.press('Escape');
  await visitor.getByRole('button', { name: 'Chat with us' }).waitFor();
  // Others' navigation stays as it was.
  await member.request.delete(`/api/v1/message-channels/${channel.id}`);
});
