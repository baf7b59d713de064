import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { journey } from './support/journey.ts';
import { goWithin } from './support/within.ts';

/** Breaks out of text, attribute, script, style, template and comment alike, where any of them lets it. */
const polyglot = `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */onerror=window.pwned=1 )//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=window.pwned=1//>{{7*7}}<img src=x onerror=window.pwned=1>`;

journey('what was typed as an attack is shown as the text it is, everywhere', async ({ open, create }) => {
  const company = await create('companies', {
    ...{ name: polyglot, industry: polyglot, legalName: polyglot, taxId: '<img src=x onerror=pwned=1>' },
    ...{ source: polyglot, description: polyglot, bankName: polyglot },
    address: { street: polyglot, city: polyglot, region: polyglot, postalCode: null, country: null },
    emails: [{ address: 'office@example.org', label: '<b onmouseover=pwned=1>office</b>' }],
  });
  const person = await create('people', {
    ...{ name: { given: polyglot, family: '<script>window.pwned=1</script>' }, jobTitle: polyglot },
    ...{ company: company.id, description: polyglot },
  });
  const product = await create('products', { name: polyglot, category: '<svg onload=pwned=1>', unit: '{{7*7}}' });
  const deal = await create('deals', {
    ...{ name: polyglot, company: company.id, people: [person.id], description: polyglot, source: polyglot },
    amount: { amount: '10', currency: 'EUR' },
  });
  await create('deal-lines', { deal: deal.id, product: product.id, quantity: 1 });
  await create('notes', { body: polyglot, deal: deal.id });
  await create('tasks', { title: polyglot, deal: deal.id, description: polyglot });
  const page = await open('/companies?search=jaVasCript');
  await seeText(page);
  for (const address of [
    ...[`/companies/${company.id}`, `/people/${person.id}`, `/products/${product.id}`, `/deals/${deal.id}`],
    ...['/people?search=jaVasCript', '/deals?view=list&search=jaVasCript', '/deals?view=board&search=jaVasCript'],
    ...['/products?search=jaVasCript', '/tasks?search=jaVasCript', '/notes?search=jaVasCript', '/reports/pipeline'],
  ]) {
    await goWithin(page, address);
    await seeText(page);
  }
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('jaVasCript');
  await page.getByRole('dialog').getByText(polyglot.slice(0, 30)).first().waitFor();
  expect(await page.evaluate('window.pwned')).toBeUndefined();
});

/** The text stands on the page letter by letter, and ran nowhere. */
async function seeText(page: Page): Promise<void> {
  await page.getByText(polyglot.slice(0, 30)).first().waitFor();
  expect(await page.locator('main').textContent(), page.url()).toContain(polyglot);
  expect(await page.evaluate('window.pwned'), page.url()).toBeUndefined();
  expect(await page.locator('img[src=x], svg[onload], main script').count(), page.url()).toBe(0);
}

journey('a link to the browser’s own schemes is never made of what somebody typed', async ({ open, create }) => {
  const page = await open('/companies');
  const answer = await page.request.post('/api/v1/companies', {
    data: { name: 'Linked', website: 'javascript:window.pwned=1' },
  });
  expect(answer.status()).toBe(422);
  const { id } = await create('companies', { name: 'Linked', website: 'https://example.org/"onclick="pwned=1' });
  await page.goto(`/companies/${id}`);
  const link = page.getByRole('link', { name: /example\.org/ }).first();
  expect(await link.getAttribute('href')).toMatch(/^https:\/\/example\.org\//);
  expect(await link.getAttribute('rel')).toContain('noopener');
  expect(await link.getAttribute('onclick')).toBeNull();
});

/** What gets into a page in spite of everything is refused by the browser: each attempt, and what it is refused by. */
const attempts = `{
  window.refused = new Set();
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    window.refused.add(effectiveDirective + (blockedURI === 'eval' ? ' eval' : '')));
  const add = (name, properties) => document.body.append(Object.assign(document.createElement(name), properties));
  add('script', { textContent: 'window.pwned = 1' });
  add('style', { textContent: 'body { color: red }' });
  add('div', { innerHTML: '<b style="color: red" onclick="window.pwned = 1">x</b><object data="/favicon.svg"></object>' });
  add('img', { src: 'https://elsewhere.example/x.png' });
  add('iframe', { src: '/sign-in' });
  // A browser may look at a handler only once it is called.
  document.querySelector('b[onclick]').click();
  // Later, since what is evaluated at once is the debugger's, which may.
  setTimeout(() => new Function('window.pwned = 1')());
}`;

journey('the page runs no script and takes no style that is not its own', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: inject('url'), serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.evaluate(attempts);
  const directives = ['frame-src', 'img-src', 'object-src', 'script-src eval', 'script-src-attr', 'script-src-elem'];
  await expect
    .poll(() => page.evaluate('[...window.refused].sort()'))
    .toEqual([...directives, 'style-src-attr', 'style-src-elem']);
  expect(await page.evaluate('window.pwned')).toBeUndefined();
  await context.close();
});

journey('what is half typed is not lost by the way back', async ({ open, create }) => {
  await create('companies', { name: 'Back Street Bakery' });
  const page = await open('/people');
  const link = (name: string) => page.getByRole('link', { name, exact: true }).first();
  await link('Companies').click();
  await page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor();
  await page.getByRole('button', { name: 'New company' }).first().click();
  const form = page.getByRole('dialog', { name: 'New company' });
  const name = form.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Half a name');
  await page.goBack();
  const question = page.getByRole('dialog', { name: 'Discard what you typed?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'hidden' });
  expect(await name.inputValue()).toBe('Half a name');
  expect(new URL(page.url()).pathname).toBe('/companies');
  await page.goBack();
  await question.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await form.waitFor({ state: 'hidden' });

  await link('Companies').click();
  await link('Back Street Bakery').click();
  const note = page.getByRole('textbox', { name: 'New note' });
  await note.fill('Half a note');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor();
  await page.goForward();
  await page.getByRole('heading', { level: 1, name: 'Back Street Bakery' }).waitFor();
  expect(await note.inputValue()).toBe('Half a note');
});
