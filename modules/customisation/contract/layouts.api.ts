import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { surfaces } from '../../../shared/nouns/layout.ts';
import { roles } from '../../../shared/nouns/metadata.ts';
import { localText } from './local-text-schema.ts';

const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);

export const layoutSchema = z
  .strictObject({
    sections: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
          name: localText(80),
          columns: z.union([z.literal(1), z.literal(2)]),
          fields: z.array(name).max(300),
        }),
      )
      .min(1)
      .max(30),
    /** Fields that are not shown. */
    hidden: z.array(name).max(300),
    /** Panels of related records in order, as `deal.company`; cards only. */
    panels: z
      .array(z.string().regex(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/))
      .max(100)
      .optional(),
  })
  .meta({ title: 'Layout' });

export const layoutScope = {
  noun: name,
  surface: z.enum(surfaces),
  /** A standard role, or the id of one of the workspace's own. Null: for every role without one of its own. */
  role: z.union([z.enum(roles), z.guid()]).nullable(),
  /** A choice, yes-or-no or relation whose value tells kinds of records apart; null for all records. */
  kindField: name.nullable(),
  kind: z.string().max(60).nullable(),
};

const stored = z
  .strictObject({ ...layoutScope, version: z.int(), layout: layoutSchema })
  .meta({ title: 'StoredLayout' });

export const layoutInput = z.strictObject({
  ...layoutScope,
  /** The state this was made from; 0 where there was none. */
  version: z.int().min(0),
  layout: layoutSchema.nullable(),
});
export type LayoutInput = z.output<typeof layoutInput>;

export const listLayouts = defineEndpoint({
  name: 'layouts.list',
  summary: 'How cards and forms are laid out, for each role and kind of record; for owners',
  method: 'GET',
  path: '/layouts',
  query: z.strictObject({ noun: name.optional() }),
  response: z.strictObject({ items: z.array(stored) }),
});

export const putLayout = defineEndpoint({
  name: 'layouts.put',
  summary: 'Lay out the card or the form of a noun, or go back to the standard with no layout; for owners',
  method: 'PUT',
  path: '/layouts',
  body: layoutInput,
  response: z.strictObject({ ...layoutScope, version: z.int(), layout: layoutSchema.nullable() }),
  errors: ['stale'],
});
