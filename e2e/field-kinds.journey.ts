import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey(
  'a record is filled in with formatted text, stars, shares, links, places and documents',
  async ({ open, create }) => {
    const kinds = ['richText', 'percent', 'rating', 'urls', 'location', 'json'];
    for (const kind of kinds) await create('custom-fields', { noun: 'product', kind, label: { en: `My ${kind}` } });
    const page = await open('/products');
    await page.getByRole('button', { name: 'New product' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Roof tile');
    const editor = form.getByRole('textbox', { name: 'My richText' });
    await editor.click();
    await page.keyboard.type('Burnt twice');
    await page.keyboard.press('ControlOrMeta+A');
    await form.getByRole('button', { name: 'Bold' }).click();
    await form.getByRole('textbox', { name: 'My percent' }).fill('12.5');
    await form.getByRole('radio', { name: '4 of 5 stars' }).focus();
    await page.keyboard.press('Space');
    await form.getByRole('textbox', { name: 'My urls 1', exact: true }).fill('ararat.am/tiles');
    await form.getByRole('textbox', { name: 'Coordinates' }).fill('40.1772, 44.5126');
    await form.getByRole('textbox', { name: 'Name of the place' }).fill('Yard');
    await form.getByRole('textbox', { name: 'My json' }).fill('{"grade": ');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.getByText('This cannot be read as JSON').waitFor();
    await form.getByRole('textbox', { name: 'My json' }).fill('{"grade": "A"}');
    expect(await findViolations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Create' }).click();

    await page.getByRole('heading', { level: 1, name: 'Roof tile' }).waitFor();
    const card = page.getByRole('main');
    await card.locator('strong', { hasText: 'Burnt twice' }).waitFor();
    await card.getByText('12.5%').first().waitFor();
    await card.getByRole('img', { name: '4 of 5 stars' }).first().waitFor();
    expect(await card.getByRole('link', { name: 'ararat.am/tiles' }).first().getAttribute('href')).toBe(
      'https://ararat.am/tiles',
    );
    expect(await card.getByRole('link', { name: '40.1772, 44.5126' }).first().getAttribute('href')).toBe(
      'geo:40.1772,44.5126',
    );
    await card.getByText('"grade": "A"').waitFor();
  },
);

journey(
  'records around a point are found by the filter that is put together on the screen',
  async ({ open, create }) => {
    const { name } = (await create('custom-fields', {
      ...{ noun: 'task', kind: 'location', label: { en: 'Where' } },
    })) as unknown as { name: string };
    await create('tasks', { title: 'Visit the yard', [name]: { latitude: 40.18, longitude: 44.51 } });
    await create('tasks', { title: 'Visit the sea', [name]: { latitude: 42.5, longitude: 27.47 } });
    const page = await open('/tasks');
    await page.getByRole('grid').getByText('Visit the sea').waitFor();
    await page.getByRole('button', { name: 'Filter' }).click();
    const drawer = page.getByRole('dialog', { name: 'Filter' });
    await drawer.getByRole('combobox', { name: 'Field' }).click();
    await page.getByRole('option', { name: 'Where', exact: true }).click();
    await drawer.getByRole('textbox', { name: 'Coordinates' }).fill('40.1772, 44.5126');
    await drawer.getByRole('textbox', { name: 'Kilometres around' }).fill('5');
    await drawer.getByRole('button', { name: 'Show' }).click();
    await page.getByText('5 km around 40.1772, 44.5126').waitFor();
    await page.getByRole('grid').getByText('Visit the sea').waitFor({ state: 'detached' });
    expect(await page.getByRole('grid').getByText('Visit the yard').count()).toBe(1);
  },
);
