import { boolean, files, links, longText, money, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** What is sold: goods or a service. */
export const product = defineNoun({
  name: 'product',
  plural: 'products',
  title: 'name',
  icon: 'package',
  defaultSort: 'name',
  matchBy: ['code', 'name'],
  createdByImport: true,
  duplicates: ['code', 'name'],
  listFields: ['name', 'code', 'category', 'price', 'unit', 'active'],
  fields: {
    name: text({ required: true, search: true, maxLength: 300 }),
    code: text({ unique: true, search: true, maxLength: 100 }),
    category: text({ search: true, maxLength: 200 }),
    price: money(),
    unit: text({ maxLength: 40 }),
    active: boolean({ default: true }),
    tags: links({ to: 'tag', hidden: true, badges: 'L' }),
    description: longText({ search: true }),
    files: files(),
  },
});
