import { request } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Exchange } from '../modules/calls/contract/index.ts';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey(
  'a call shows who it is while it rings, asks what came of it, and numbers are called by a click',
  async ({ open, create }) => {
    const page = await open('/telephony');
    const session = await page.evaluate(async () => (await fetch('/api/v1/session')).json());
    const made = await create('exchanges', {
      ...{ name: 'Switchboard', dialUrl: 'https://93.184.215.14/dial' },
      lines: [{ number: '700', name: 'Fair', members: [session.member.id] }],
      extensions: [{ number: '701', member: session.member.id }],
    });
    const { exchange, key } = made as unknown as { exchange: Exchange; key: string };
    const { id: person } = await create('people', { name: { given: 'Hovsep' }, phones: ['+374 77 123987'] });
    await create('deals', { name: 'Ovens for Hovsep', people: [person] });
    await page.reload();
    await page.getByRole('button', { name: 'Switchboard' }).waitFor();
    const client = await request.newContext({ baseURL: inject('url'), storageState: inject('mariam') });
    const call = { call: `journey-${person}`, direction: 'in', caller: '077123987', called: '700', extension: '701' };
    const tell = (event: string) =>
      client.post(exchange.path, { data: { ...call, event }, headers: { authorization: `Bearer ${key}` } });
    expect((await tell('ringing')).status()).toBe(200);
    const card = page.getByRole('region', { name: 'Incoming call' });
    await card.getByRole('link', { name: 'Ovens for Hovsep' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('F9');
    await page.getByRole('heading', { level: 1, name: 'Hovsep' }).waitFor();
    await tell('answered');
    await tell('ended');
    await card.getByRole('button', { name: /^Agreed/ }).waitFor();
    await page.keyboard.press('Alt+3');
    await page.keyboard.type('Send him the offer');
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    await page.getByRole('main').getByText('Send him the offer').first().waitFor();
    await page.getByRole('main').getByRole('region', { name: 'Timeline' }).getByText('Agreed').first().waitFor();
    const log = page.getByRole('navigation').getByRole('link', { name: 'Call log' });
    await log.click();
    await page.getByRole('heading', { level: 1, name: 'Call log' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Hovsep' }).filter({ hasText: 'Agreed' });
    await row.getByText('Answered').waitFor();
    await page.goBack();
    const asked: unknown[] = [];
    await page.route('**/api/v1/my-calls/dial', (route) => {
      asked.push(route.request().postDataJSON());
      return route.fulfill({ status: 202, json: {} });
    });
    await page.getByRole('main').locator('a[href^="tel:"]').first().click();
    await page.getByText('Your telephone rings').waitFor();
    expect(asked).toEqual([{ number: '+37477123987' }]);
    // What is closed does not come back with the page.
    const told = page.waitForResponse('**/api/v1/my-calls');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Hovsep' }).waitFor();
    expect((await (await told).json()).items).toHaveLength(1);
    expect(await card.count()).toBe(0);
    expect((await client.delete(`/api/v1/exchanges/${exchange.id}`)).status()).toBe(200);
    await client.dispose();
  },
);
