import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';
import { goWithin } from './support/within.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const edit = (page: Page, field: string) =>
  page.getByRole('button', { name: `Edit: ${field}`, exact: true }).press('Enter');
const textbox = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });

journey(
  'a field is changed where it stands, a refusal keeps what was typed, and the history tells of it',
  async ({ open, create }) => {
    const { id } = await create('companies', { name: 'Sevan Fishery' });
    const page = await open(`/companies/${id}`);
    await heading(page, 'Sevan Fishery').waitFor();
    await edit(page, 'Name');
    await textbox(page, 'Name').fill('Sevan Trout');
    await textbox(page, 'Name').press('Enter');
    await heading(page, 'Sevan Trout').waitFor();
    await edit(page, 'Website');
    await textbox(page, 'Website').fill('javascript:alert(1)');
    await textbox(page, 'Website').press('Enter');
    await page.getByText('This is not a web address.').waitFor();
    expect(await textbox(page, 'Website').inputValue()).toBe('javascript:alert(1)');
    await textbox(page, 'Website').press('Escape');
    await timeline(page).getByText('Sevan Fishery → Sevan Trout').waitFor();
    await timeline(page).getByText('Owner: Mariam Sargsyan').waitFor();
    await timeline(page).getByRole('button', { name: 'History of the fields' }).click();
    const history = page.getByRole('dialog', { name: 'History of the fields' });
    await history.getByText('Compare', { exact: true }).click();
    await history.getByRole('row', { name: /^Name Sevan Fishery.* Sevan Trout$/ }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await history.getByText('Changes', { exact: true }).click();
    await history.getByRole('button', { name: 'Restore: Name' }).click();
    await heading(page, 'Sevan Fishery').waitFor();
    await history.getByText('Sevan Trout → Sevan Fishery').waitFor();
  },
);

journey('of two people who change the same field nobody overwrites the other unasked', async ({ open, create }) => {
  const { id } = await create('companies', { name: 'Rila Timber' });
  const hers = await open(`/companies/${id}`);
  await edit(hers, 'Name');
  await textbox(hers, 'Name').fill('Rila Oak');
  const his = await open(`/companies/${id}`, { as: inject('giorgi') });
  await edit(his, 'Name');
  await textbox(his, 'Name').fill('Rila Pine');
  // It shows before it is saved.
  const saved = his.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await textbox(his, 'Name').press('Enter');
  await heading(his, 'Rila Pine').waitFor();
  await saved;
  await textbox(hers, 'Name').press('Enter');
  const notice = hers.getByRole('alert').filter({ hasText: 'Somebody changed this meanwhile' });
  await notice.getByText('Giorgi Beridze').waitFor();
  expect(await textbox(hers, 'Name').inputValue()).toBe('Rila Oak');
  expect(await (await hers.request.get(`/api/v1/companies/${id}`)).json()).toMatchObject({ name: 'Rila Pine' });
  await hers.getByRole('button', { name: 'Keep mine' }).click();
  await heading(hers, 'Rila Oak').waitFor();
});

journey('what is deleted leaves the list and comes back by undo', async ({ open, create }) => {
  const { id } = await create('companies', { name: 'Undone Brewery' });
  const page = await open(`/companies/${id}`);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await heading(page, 'Companies').waitFor();
  await page.getByText('1 record moved to the bin').waitFor();
  expect(await page.getByRole('grid').getByText('Undone Brewery').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('1 record restored').waitFor();
  await page.getByRole('grid').getByText('Undone Brewery').waitFor();
});

journey(
  'a note and a task made on the card stand in its timeline and among the next tasks',
  async ({ open, create }) => {
    const { id } = await create('companies', { name: 'Gyumri Brewery' });
    const page = await open(`/companies/${id}`);
    await page.getByRole('textbox', { name: 'New note' }).fill('They want delivery before Easter.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await timeline(page).getByRole('listitem').getByText('They want delivery before Easter.').waitFor();
    await page.getByRole('button', { name: 'Add a task' }).click();
    await page.getByRole('textbox', { name: 'What is to be done?' }).fill('Send samples');
    await page.getByRole('button', { name: 'Add task' }).click();
    await timeline(page).getByRole('listitem').getByText('Send samples').first().waitFor();
    await page.getByRole('checkbox', { name: 'Done: Send samples' }).first().click();
    await page.getByRole('checkbox', { name: 'Done: Send samples', checked: true }).first().waitFor();
    await page.reload();
    await page.getByText('Nothing is planned.').waitFor();
    await timeline(page).getByRole('listitem').getByText('They want delivery before Easter.').waitFor();

    // Two keys: C, and Ctrl-Enter.
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('c');
    await page.keyboard.type('Wants dark beer too');
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('ControlOrMeta+Enter');
    await timeline(page).getByRole('listitem').getByText('Wants dark beer too').waitFor();

    // Of everything only the notes, and of these what is not theirs.
    await timeline(page).getByRole('button', { name: 'Narrow the timeline' }).click();
    await page.getByRole('dialog').getByText('Note', { exact: true }).click();
    await timeline(page).getByText('Wants dark beer too').waitFor({ state: 'detached' });
    await timeline(page).getByRole('listitem').getByText('They want delivery before Easter.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.keyboard.press('Escape');
    await timeline(page).getByText('Wants dark beer too').waitFor();

    await create('tasks', { title: 'Taste it with them', kind: 'meeting', company: id });
    await page.getByRole('checkbox', { name: 'Done: Taste it with them' }).first().click();
    const dialog = page.getByRole('dialog', { name: '“Taste it with them” is done' });
    await dialog.getByRole('textbox', { name: 'What came of it' }).fill('They will order');
    await dialog.getByRole('textbox', { name: 'What comes next?' }).fill('Send the contract');
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('checkbox', { name: 'Done: Send the contract', checked: false }).first().waitFor();
    await page.getByRole('checkbox', { name: 'Done: Taste it with them', checked: true }).first().waitFor();
  },
);

journey(
  'a deal is offered the stages of its own pipeline, and in another the first of that one',
  async ({ open, create }) => {
    const pipeline = await create('pipelines', { name: 'Service contracts', position: 9 });
    await create('stages', { name: 'Signed', pipeline: pipeline.id, position: 2, kind: 'won' });
    await create('stages', { name: 'Inspection', pipeline: pipeline.id, position: 1 });
    const { id } = await create('deals', { name: 'Boiler' });
    const page = await open(`/deals/${id}`);
    const options = async (picker: string) => {
      await page.getByRole('combobox', { name: picker }).press('Alt+ArrowDown');
      await page.getByRole('option').nth(1).waitFor();
      return page.getByRole('option').allInnerTexts();
    };
    await edit(page, 'Stage');
    expect(await options('Stage')).not.toContain('Inspection');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await edit(page, 'Pipeline');
    await page.getByRole('combobox', { name: 'Pipeline' }).fill('Service');
    await page.getByRole('option', { name: 'Service contracts' }).click();
    await page.getByRole('combobox', { name: 'Stage' }).and(page.locator('[value="Inspection"]')).waitFor();
    expect(await options('Stage')).toEqual(['Inspection', 'Signed']);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('navigation', { name: 'Stages' }).getByRole('button', { name: 'Inspection' }).waitFor();
    const saved = async () => (await page.request.get(`/api/v1/deals/${id}`)).json();
    await expect.poll(saved).toMatchObject({ pipeline: { id: pipeline.id } });
  },
);

journey(
  'what a client and its holding bought stands on the card, and a new deal begins there',
  async ({ open, create }) => {
    const head = await create('companies', { name: 'Dilijan Water' });
    const branch = await create('companies', { name: 'Dilijan Bottling', parent: head.id });
    const buyer = await create('people', { name: { given: 'Narek', family: 'Waterman' }, company: head.id });
    const pipeline = await create('pipelines', { name: 'Water sales', position: 8 });
    const [offer, sold] = [
      await create('stages', { name: 'Offer', pipeline: pipeline.id, position: 1 }),
      await create('stages', { name: 'Sold', pipeline: pipeline.id, position: 2, kind: 'won' }),
    ];
    const sell = async (name: string, closedOn: string, price: string, more: object) => {
      const dates = { openedOn: '2024-01-01', closedOn };
      const deal = await create('deals', { name, pipeline: pipeline.id, stage: sold.id, ...dates, ...more });
      const line = { deal: deal.id, name: `${name} kit`, quantity: 3, price: { amount: price, currency: 'EUR' } };
      await create('deal-lines', line);
    };
    await sell('Pumps', '2024-03-01', '100', { company: head.id, people: [{ id: buyer.id }] });
    await sell('Filters', '2025-03-01', '20', { company: head.id });
    await sell('Crates', '2025-09-01', '5', { company: branch.id });
    await create('deals', { name: 'Wells', company: head.id, pipeline: pipeline.id, stage: offer.id });
    const page = await open(`/companies/${head.id}`);
    const purchases = page.getByRole('region', { name: 'Purchases' });
    await purchases.getByText('2 purchases · €360').waitFor();
    const bought = await purchases.getByRole('link', { name: /^(Pumps|Filters|Crates|Wells)$/ }).allInnerTexts();
    expect(bought).toEqual(['Filters', 'Pumps']);
    await purchases.getByText('Filters kit × 3').waitFor();
    await purchases.getByRole('switch', { name: 'Whole holding' }).click({ force: true });
    await purchases.getByText('3 purchases · €375').waitFor();
    await purchases.getByRole('link', { name: 'Dilijan Bottling' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    // What is planned stands beside it, with a way to the next.
    const deals = page.getByRole('region', { name: 'Deals', exact: true });
    await deals.getByRole('link', { name: 'Wells' }).waitFor();
    await deals.getByRole('button', { name: 'New deal' }).click();
    await textbox(page, 'Name').fill('Wells again');
    await page.getByRole('button', { name: 'Create', exact: true }).press('Enter');
    await deals.getByRole('link', { name: 'Wells again' }).waitFor();
    await page.goto(`/people/${buyer.id}`);
    await purchases.getByText('1 purchase · €300').waitFor();
    await purchases.getByText('Pumps kit × 3').waitFor();
  },
);

journey('what was begun outlasts leaving the card, and a dialog whose code does not come', async ({ open, create }) => {
  const { id } = await create('companies', { name: 'Debed Bricks' });
  const page = await open('/companies');
  await heading(page, 'Companies').waitFor();
  await goWithin(page, `/companies/${id}`);
  await page.getByRole('button', { name: 'Add a task' }).click();
  await textbox(page, 'What is to be done?').fill('Ask for samples');
  await page.goBack();
  await heading(page, 'Companies').waitFor();
  await page.goForward();
  await heading(page, 'Debed Bricks').waitFor();
  await expect.poll(() => textbox(page, 'What is to be done?').inputValue()).toBe('Ask for samples');
  await page.route(/merge-dialog.*\.js$/, (route) => route.abort('internetdisconnected'));
  await page.getByRole('main').getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Merge with…' }).click();
  const missing = page.getByRole('alert').filter({ hasText: 'Part of this page did not load' });
  await missing.waitFor();
  expect(await findViolations(page)).toEqual([]);
  expect(await textbox(page, 'What is to be done?').inputValue()).toBe('Ask for samples');
  await page.unroute(/merge-dialog.*\.js$/);
  await missing.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await missing.count()).toBe(0);
});

journey('a telephone opens the card of whoever calls, or a new one with the number in it', async ({ open, create }) => {
  const family = `Calling${Date.now()}`;
  const last = String(Date.now()).slice(-6);
  const phones = [{ number: `+374 91 ${last}` }];
  await create('people', { name: { given: 'Ruben', family }, phones });
  const page = await open(`/call?number=%2B37491${last}`);
  await heading(page, `Ruben ${family}`).waitFor();
  await page.getByRole('textbox', { name: 'What came of it?' }).fill('Asks for the price');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('region', { name: 'Timeline' }).getByText('Asks for the price').waitFor();
  await create('leads', { name: `${family} shop`, phones });
  await page.goto(`/call?number=091-${last}`);
  await page.getByRole('link', { name: `${family} shop` }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  const unknown = `+37477${last}`;
  await page.goto(`/call?number=${unknown}`);
  await page.getByText(`Nobody here has the number ${unknown}`).waitFor();
  await page.getByRole('button', { name: 'New lead' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`${family} new`);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await heading(page, `${family} new`).waitFor();
  await page.getByRole('textbox', { name: 'What came of it?' }).waitFor();
  await page
    .getByText(new RegExp(`374 ?77 ?${last}`))
    .first()
    .waitFor();
});

journey('a person is dragged onto whom they report to, and to the edge for the top', async ({ open, create }) => {
  const { id: company } = await create('companies', { name: 'Charted Mill' });
  const of = (given: string) => create('people', { name: { given, family: 'Charted' }, company });
  const [head, hand] = [await of('Hasmik'), await of('Tigran')];
  const page = await open(`/companies/${company}`);
  await page.getByRole('button', { name: 'Draw the org chart' }).click();
  const chart = page.getByRole('region', { name: 'Org chart' });
  const card = (name: string) => chart.getByRole('link', { name }).locator('xpath=ancestor::*[@draggable="true"][1]');
  const superior = async () =>
    ((await (await page.request.get(`/api/v1/people/${hand.id}`)).json()) as { reportsTo: object | null }).reportsTo;
  await card('Tigran Charted').dragTo(card('Hasmik Charted'));
  await expect.poll(superior).toMatchObject({ id: head.id });
  await chart
    .getByRole('listitem')
    .filter({ hasText: 'Hasmik' })
    .getByRole('link', { name: 'Tigran Charted' })
    .waitFor();
  const edge = chart.locator('ul').first().locator('..');
  await card('Tigran Charted').dragTo(edge, { targetPosition: { x: 4, y: 4 } });
  await expect.poll(superior).toBeNull();
});

journey('a company, a person of it and a deal with both are made without a mouse', async ({ open }) => {
  const page = await open('/companies');
  await heading(page, 'Companies').waitFor();
  await page.keyboard.press('n');
  await textbox(page, 'Name').fill('Keyboard Works');
  await page.keyboard.press('Enter');
  await heading(page, 'Keyboard Works').waitFor();
  await page.goto('/people');
  await heading(page, 'People').waitFor();
  await page.keyboard.press('n');
  await textbox(page, 'Given name').fill('Ketevan');
  await textbox(page, 'Family name').fill('Keyserling');
  await choose(page, 'Company', 'Keyboard Works');
  await page.getByRole('button', { name: 'Create', exact: true }).press('Enter');
  await heading(page, 'Ketevan Keyserling').waitFor();
  await page.goto('/deals?view=list');
  await heading(page, 'Deals').waitFor();
  await page.keyboard.press('n');
  await textbox(page, 'Name').fill('Keyboard deal');
  await choose(page, 'Company', 'Keyboard Works');
  await choose(page, 'People', 'Ketevan Keyserling');
  await textbox(page, 'Amount').fill('1234.50');
  await page.getByRole('button', { name: 'Create', exact: true }).press('Enter');
  await heading(page, 'Keyboard deal').waitFor();
  await page.getByText('€1,234.50').first().waitFor();
  await page.getByRole('link', { name: 'Ketevan Keyserling' }).first().waitFor();
});

/** Types into a record picker and takes what it finds. */
async function choose(page: Page, field: string, record: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).focus();
  await page.keyboard.type(record);
  await page.getByRole('option', { name: record, exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

journey(
  'the next deal of what a client has at work is made from its card, and leads nowhere from its own',
  async ({ open, create }) => {
    const { id: company } = await create('companies', { name: 'Gyumri Looms' });
    const { id } = await create('installed-items', { name: 'Loom of 1998', company });
    const page = await open(`/installed-items/${id}`);
    await page.getByRole('button', { name: 'Offer the next' }).click();
    await page.waitForURL(/\/deals\//);
    await page.getByRole('link', { name: 'Loom of 1998' }).waitFor();
    expect(await page.getByRole('link', { name: 'To the offer' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Loom of 1998' }).click();
    await page.getByRole('link', { name: 'To the offer' }).waitFor();
  },
);

journey('a colleague is mentioned by keys, and the rest of a note is typed on in lines', async ({ open, create }) => {
  const { id } = await create('companies', { name: 'Called by Name' });
  const page = await open(`/companies/${id}`);
  const note = page.getByRole('textbox', { name: 'New note' });
  await note.pressSequentially('Ask @Gio');
  await page.getByRole('option', { name: 'Giorgi Beridze' }).waitFor();
  await note.press('Enter');
  await note.pressSequentially('first');
  await note.press('Enter');
  await note.pressSequentially('then them');
  expect(await note.inputValue()).toBe('Ask @Giorgi Beridze first\nthen them');
});

journey(
  'where nothing sends letters the card says why, takes an address and notes what was sent elsewhere',
  async ({ open, create }) => {
    const { id } = await create('companies', { name: 'Batumi Tea' });
    const page = await open(`/companies/${id}`, { as: inject('giorgi') });
    await page.getByRole('button', { name: 'Write an email' }).click();
    await textbox(page, 'Email address').fill('tea@batumi.example');
    await page.getByRole('button', { name: 'Add the address' }).click();
    await page.getByText('A mail server for everybody is named by an owner: ask Mariam Sargsyan').waitFor();
    await page.getByRole('link', { name: 'Connect my mailbox' }).waitFor();
    await textbox(page, 'What the letter was about').fill('The new harvest');
    await page.getByRole('button', { name: 'Note as sent' }).click();
    await timeline(page).getByText('The new harvest').waitFor();
  },
);

journey('about a deal one writes to its people, and the letter is told in the deal', async ({ open, create }) => {
  const company = await create('companies', { name: 'Telavi Cellars' });
  const person = await create('people', {
    ...{ name: { given: 'Nino', family: 'Telaveli' }, company: company.id },
    emails: [{ address: 'nino@telavi.example' }],
  });
  const { id } = await create('deals', { name: 'Barrels', company: company.id, people: [{ id: person.id }] });
  const page = await open(`/deals/${id}`, { as: inject('giorgi') });
  const letters = page.getByRole('region', { name: 'Letters' });
  await letters.getByRole('button', { name: 'Write an email' }).click();
  await letters.getByRole('link', { name: 'nino@telavi.example' }).waitFor();
  // The company is offered too, and says that nobody knows its address.
  await letters.getByRole('combobox', { name: 'Recipient' }).click();
  await page.getByRole('option', { name: 'Telavi Cellars' }).click();
  await letters.getByRole('textbox', { name: 'Email address' }).waitFor();
  await letters.getByRole('combobox', { name: 'Recipient' }).click();
  await page.getByRole('option', { name: /Nino/ }).click();
  expect(await findViolations(page)).toEqual([]);
  await textbox(page, 'What the letter was about').fill('Oak or chestnut');
  await page.getByRole('button', { name: 'Note as sent' }).click();
  await timeline(page).getByText('Oak or chestnut').waitFor();
});

journey('what a card has none of yet is begun in one place, by buttons that say which', async ({ open, create }) => {
  const { id } = await create('companies', { name: 'Dilijan Springs' });
  const page = await open(`/companies/${id}`);
  const begin = (name: string) => page.getByRole('button', { name, exact: true });
  await begin('New installed item: Company').waitFor();
  await begin('New contract').waitFor();
  const places = page.locator('div:has(> button)', { has: begin('New installed item: Made by') });
  const words = await places.last().getByRole('button').allTextContents();
  expect(words).toEqual(expect.arrayContaining(['New contract', 'New installed item: Company']));
  expect(new Set(words).size).toBe(words.length);
});
