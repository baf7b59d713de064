import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey('an owner adds a field, and it is in the form, on the card and in the filter at once', async ({ open }) => {
  const page = await open('/fields?noun=company');
  await page.getByRole('heading', { level: 1, name: 'Fields' }).waitFor();
  // A second try must not meet what the first one made.
  const label = `Window ${Math.random()
    .toString(36)
    .replaceAll(/[^a-z]/g, '')}`;
  await page.getByRole('button', { name: 'Add field' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add field' });
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await dialog.getByText('Fill this in.').first().waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(label);
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Choice', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Option 1' }).fill('Before noon');
  await dialog.getByRole('textbox', { name: 'Option 2' }).fill('After noon');
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add field' }).click();
  const name = await page.getByRole('listitem').filter({ hasText: label }).getByRole('code').textContent();
  expect(name).toMatch(/^xWindow/);

  await page.goto('/companies');
  await page.getByRole('button', { name: 'New company' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(`Punctual ${label}`);
  await form.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: 'Before noon' }).click();
  await form.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { level: 1, name: `Punctual ${label}` }).waitFor();
  await page.getByText('Before noon').first().waitFor();
  const filter = JSON.stringify({ field: name, op: 'is', value: 'beforeNoon' });
  await page.goto(`/companies?filter=${encodeURIComponent(filter)}`);
  await page.getByRole('grid').getByText(`Punctual ${label}`).waitFor();

  // A directory: names in another language, a colour, another order, one that is offered no more.
  await page.goto('/fields?noun=company');
  await page.getByRole('button', { name: `Change ${label}`, exact: true }).click();
  const again = page.getByRole('dialog', { name: 'Change field' });
  await again.getByRole('combobox', { name: 'Language of the names' }).click();
  await page.getByRole('option', { name: 'Русский' }).click();
  await again.getByRole('textbox', { name: 'Option 1' }).fill('До обеда');
  await again.getByRole('button', { name: 'Colour of option 1' }).click();
  await page.getByRole('menuitem', { name: 'Green' }).click();
  await again.getByRole('button', { name: 'Move option 1 down' }).click();
  await again.getByRole('checkbox', { name: 'Offered' }).last().uncheck();
  expect(await findViolations(page)).toEqual([]);
  await again.getByRole('button', { name: 'Save' }).click();
  await again.waitFor({ state: 'detached' });
  const fields = await (await page.request.get('/api/v1/custom-fields')).json();
  expect(fields.items.find((one: { name: string }) => one.name === name).options).toEqual([
    { value: 'afterNoon', label: { en: 'After noon' } },
    { value: 'beforeNoon', label: { en: 'Before noon', ru: 'До обеда' }, color: 'green', retired: true },
  ]);
  await page.goto('/companies');
  await page.getByRole('button', { name: 'New company' }).first().click();
  await form.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: 'After noon' }).waitFor();
  expect(await page.getByRole('option').allInnerTexts()).toEqual(['After noon']);
});

journey('an owner says which models go with which make, and forms and cards offer no others', async ({ open }) => {
  const page = await open('/fields?noun=product');
  await page.getByRole('heading', { level: 1, name: 'Fields' }).waitFor();
  const word = Math.random()
    .toString(36)
    .replaceAll(/[^a-z]/g, '');
  const [make, model] = [`Make ${word}`, `Model ${word}`];
  await page.evaluate(
    async ([one, other]) => {
      const send = async (path: string, body: object) => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
        return (await answer.json()) as { name: string };
      };
      const options = (...names: string[]) => names.map((en) => ({ label: { en } }));
      const field = (label: string, ...names: string[]) =>
        send('/custom-fields', { noun: 'product', kind: 'choice', label: { en: label }, options: options(...names) });
      const makes = await field(String(one), 'Lada', 'Toyota');
      const models = await field(String(other), 'Niva', 'Corolla', 'Trailer');
      // From before anybody said what goes with what.
      await send('/products', { name: `Odd ${one}`, [makes.name]: 'lada', [models.name]: 'corolla' });
    },
    [make, model],
  );
  await page.reload();
  await page.getByRole('button', { name: `Names and conditions of ${model}` }).click();
  const drawer = page.getByRole('dialog', { name: `${model}: names and conditions` });
  const choose = async (list: string, option: string) => {
    await drawer.getByRole('combobox', { name: list, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
    await drawer.getByRole('heading').first().click();
  };
  await choose('Depends on', make);
  await choose('Lada', 'Niva');
  await choose('Toyota', 'Corolla');
  await drawer.getByText('Offered always: Trailer').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Save' }).click();
  await page.getByText('1 record holds an option that is not offered to it now.').waitFor();
  await page.getByRole('button', { name: 'Show them' }).click();
  await page.getByRole('grid').getByText(`Odd ${make}`).waitFor();
  await page.getByText('1 record', { exact: true }).waitFor();

  await page.goto('/products');
  await page.getByRole('button', { name: 'New product' }).first().click();
  const form = page.getByRole('dialog', { name: 'New product' });
  const pick = async (list: string, option: string) => {
    await page.getByRole('combobox', { name: list, exact: true }).click();
    const offered = await page.getByRole('option').allInnerTexts();
    await page.getByRole('option', { name: option, exact: true }).click();
    return offered;
  };
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(`Car ${word}`);
  expect(await pick(model, 'Trailer')).toEqual(['Trailer']);
  await pick(make, 'Lada');
  expect(await pick(model, 'Niva')).toEqual(['Niva', 'Trailer']);
  await pick(make, 'Toyota');
  expect(await form.getByRole('combobox', { name: model, exact: true }).inputValue()).toBe('');
  await pick(model, 'Corolla');
  await form.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { level: 1, name: `Car ${word}` }).waitFor();

  await page.getByRole('button', { name: `Edit: ${make}` }).press('Enter');
  await pick(make, 'Lada');
  expect(await pick(model, 'Niva')).toEqual(['Niva', 'Trailer']);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('definition').filter({ hasText: 'Niva' }).waitFor();
});

journey('an owner looks what would become of the values, changes the kind, and takes it back', async ({ open }) => {
  const page = await open('/fields?noun=product');
  await page.getByRole('heading', { level: 1, name: 'Fields' }).waitFor();
  const label = `Weight ${Math.random()
    .toString(36)
    .replaceAll(/[^a-z]/g, '')}`;
  const name = await page.evaluate(async (en) => {
    const send = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()) as { name: string };
    };
    const field = await send('/custom-fields', { noun: 'product', kind: 'text', label: { en } });
    for (const value of ['12', 'heavy', '7,5'])
      await send('/products', { name: `${en} ${value}`, [field.name]: value });
    return field.name;
  }, label);
  await page.reload();
  await page.getByRole('button', { name: `Change the kind of “${label}”` }).click();
  const dialog = page.getByRole('dialog', { name: `Change the kind of “${label}”` });
  await dialog.getByRole('combobox', { name: 'New kind' }).click();
  await page.getByRole('option', { name: 'Number', exact: true }).click();
  await dialog.getByText('2 of 3 values go over.').waitFor();
  await dialog.getByText('heavy', { exact: true }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Change the kind' }).click();
  const notice = page.getByRole('alert', { name: `“${label}” was changed from “Text” to “Number”` });
  await notice.getByText('1 value did not go over.').waitFor({ timeout: 20_000 });
  expect(await findViolations(page)).toEqual([]);
  await notice.getByRole('button', { name: 'Undo' }).click();
  const back = page.getByRole('alert', { name: `“${label}” was changed from “Number” to “Text”` });
  await back.getByRole('button', { name: 'Keep it so' }).click({ timeout: 20_000 });
  await back.waitFor({ state: 'detached' });
  const filter = JSON.stringify({ field: name, op: 'is', value: 'heavy' });
  await page.goto(`/products?filter=${encodeURIComponent(filter)}`);
  await page.getByRole('grid').getByText(`${label} heavy`).waitFor();
});

journey('a manager is offered no fields to change', async ({ open }) => {
  const page = await open('/companies', { as: inject('giorgi') });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Members' }).first().waitFor();
  expect(await page.getByRole('link', { name: 'Fields' }).count()).toBe(0);
});

journey('an owner calls a field otherwise and has it shown only where it matters', async ({ open }) => {
  const page = await open('/fields?noun=company');
  await page.getByRole('button', { name: 'Names and conditions of Website' }).click();
  const drawer = page.getByRole('dialog', { name: 'Website: names and conditions' });
  await drawer.getByRole('textbox', { name: 'Called here' }).fill('Home page');
  await drawer.getByRole('radiogroup', { name: 'Shown' }).getByText('Only when …').click();
  await drawer.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Industry', exact: true }).click();
  await drawer.getByRole('combobox', { name: 'Value' }).click();
  await page.getByRole('option', { name: 'Retail' }).click();
  expect(await findViolations(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Shown when Industry is Retail').waitFor();

  await page.goto('/companies');
  await page.getByRole('button', { name: 'New company' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
  const more = form.getByRole('button', { name: /more/i });
  if (await more.count()) await more.click();
  expect(await form.getByRole('textbox', { name: 'Home page' }).count()).toBe(0);
  await form.getByRole('combobox', { name: 'Industry' }).click();
  await page.getByRole('option', { name: 'Retail' }).click();
  await form.getByRole('textbox', { name: 'Home page' }).waitFor();

  await page.goto('/fields?noun=company');
  await page.getByRole('button', { name: 'Names and conditions of Home page' }).click();
  await page.getByRole('button', { name: 'As it came' }).click();
  await page.getByRole('button', { name: 'Names and conditions of Website' }).waitFor();
});
