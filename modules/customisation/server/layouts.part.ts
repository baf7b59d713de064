import { z } from 'zod';
import { defineConfigurationPart } from '../../../server/configuration/part.ts';
import { listLayouts } from '../../../server/metadata/layout.repository.ts';
import type { Layout } from '../../../shared/nouns/layout.ts';
import { layoutSchema, layoutScope } from '../contract/layouts.api.ts';
import { wantedRegistry } from './fields.part.ts';
import { faultsOfLayout, findLayout, isStandardRole, keepLayout } from './layouts.service.ts';

const item = z.strictObject({
  ...layoutScope,
  role: layoutScope.role.default(null),
  kindField: layoutScope.kindField.default(null),
  /** Where records of a pipeline are laid out, `@pipelines:` and its key. */
  kind: z.string().max(260).nullable().default(null),
  layout: layoutSchema,
  /** Given up: the standard holds. */
  retired: z.literal(true).optional(),
});
type LayoutItem = z.output<typeof item>;

/** How cards and forms are laid out, in a workspace's configuration. */
export const layoutsPart = defineConfigurationPart<LayoutItem>({
  ...{ name: 'layouts', item, heardOf: ['layout'] },
  keyOf: ({ noun, surface, role, kindField, kind }) =>
    [noun, surface, ...(role ? [role] : []), ...(kindField ? [`${kindField}=${kind}`] : [])].join('.'),
  labelOf: ({ noun, surface }) => `${noun}.${surface}`,
  async read({ db }) {
    // Roles of a workspace's own stay with it, and what is laid out for them.
    const portable = (await listLayouts(db)).filter(({ role }) => role === null || isStandardRole(role));
    return portable.map(({ version: _, ...layout }) => layout as unknown as LayoutItem);
  },
  merge: (before, after) =>
    ({ ...after, layout: withNames(before.layout as Layout, after.layout as Layout) }) as LayoutItem,
  retire: (layout) => ({ ...layout, retired: true }),
  async problemOf(ctx, { act, after }, wanted) {
    if (act === 'retire') return null;
    const [fault] = faultsOfLayout(wantedRegistry(ctx, wanted), after, after.layout as Layout);
    return fault ? { code: fault.code, params: { ...fault.params, path: fault.path } } : null;
  },
  async write(tx, changes) {
    for (const { after } of changes) {
      const { layout, retired, ...scope } = after;
      const before = await findLayout(tx.db, scope);
      if (before || !retired) await keepLayout(tx, scope, retired ? null : (layout as Layout), before);
    }
  },
});

/** Sections are called in the languages of both. */
function withNames(before: Layout, after: Layout): Layout {
  const sections = after.sections.map((section) => {
    const here = before.sections.find(({ id }) => id === section.id);
    return { ...section, name: { ...here?.name, ...section.name } };
  });
  return { ...after, sections };
}
