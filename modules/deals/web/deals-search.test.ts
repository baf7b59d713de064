import { expect, it } from 'vitest';
import { parseDealsSearch } from './deals-search.ts';

const pipeline = '0190b6f0-0000-7000-8000-00000000000a';

it('reads the view and the pipeline of a link along with the list it shows', () => {
  const filter = { field: 'owner', op: 'is', value: '@me' };
  expect(parseDealsSearch({ view: 'board', pipeline, filter, search: 'lift' })).toEqual({
    view: 'board',
    pipeline,
    filter,
    search: 'lift',
  });
});

it('drops what is no view and no pipeline', () => {
  expect(parseDealsSearch({ view: 'map', pipeline: 'javascript:alert(1)' })).toEqual({});
});
