import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey(
  'a client is invited, chooses a password and writes a request, which the member sees',
  async ({ open, create }) => {
    const { id } = await create('people', {
      ...{ name: { given: 'Nino', family: 'Portal' }, emails: [{ address: 'nino.portal@client.example' }] },
    });
    const page = await open(`/people/${id}`);
    await page.getByRole('button', { name: 'Invite to the portal' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    const link = await dialog.getByRole('textbox').inputValue();
    const portal = await open(link.replace(/^https?:\/\/[^/]+/, ''), { as: null });
    await portal.getByLabel('Password').fill('eleven medlars on a stair');
    await portal.getByRole('button', { name: 'Save and go in' }).click();
    await portal.getByText('No requests yet').waitFor();
    expect(await findViolations(portal)).toEqual([]);
    await portal.getByRole('link', { name: 'New request' }).click();
    await portal.getByLabel('What is it about?').fill('The lift of the portal stops');
    await portal.getByLabel('What happened').fill('Between two floors');
    await portal.getByRole('button', { name: 'Send' }).click();
    await portal.getByRole('heading', { level: 1, name: 'The lift of the portal stops' }).waitFor();
    expect(await findViolations(portal)).toEqual([]);
    // Without a network it says so in words, and goes on when there is one again.
    await portal.route('**/api/v1/portal/**', (route) => route.abort('internetdisconnected'));
    await portal.reload();
    await portal.getByText('The server cannot be reached').waitFor();
    await portal.unrouteAll();
    await portal.getByRole('button', { name: 'Try again' }).click();
    await portal.getByRole('heading', { level: 1, name: 'The lift of the portal stops' }).waitFor();
    await page.goto(`/people/${id}`);
    await page.getByText('The lift of the portal stops').first().waitFor();
  },
);
