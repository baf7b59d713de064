import { expect, test } from 'vitest';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { standardFormFields } from '../../../web/kit/form/arrange-form.ts';
import { lead } from '../contract/index.ts';

test('whoever takes down a lead is asked at once how to reach them and what they want', () => {
  const fields = Object.entries(lead.fields).map(([name, field]) => ({ name, ...field }));
  const shown = standardFormFields({ ...lead, fields, layouts: [] } as unknown as NounMetadata)
    .filter(({ visibleWhen }) => !visibleWhen)
    .map(({ name }) => name);
  expect(shown.slice(0, 6)).toEqual(['name', 'contact', 'companyName', 'phones', 'emails', 'interest']);
});
