import { z } from 'zod';
import { defineConfigurationPart } from '../../../server/configuration/part.ts';
import { listAppearance, type StoredAppearance } from '../../../server/metadata/appearance.repository.ts';
import type { LocalText } from '../../../shared/nouns/field.ts';
import { brandInput, navigationInput } from '../contract/appearance.api.ts';
import { assertFitting, writeAppearance } from './appearance.service.ts';

const item = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('navigation'), definition: navigationInput }),
  z.strictObject({ part: z.literal('brand'), definition: brandInput }),
]);
type AppearanceItem = z.output<typeof item>;

const labels: Readonly<Record<AppearanceItem['part'], LocalText>> = {
  navigation: { en: 'Navigation', ru: 'Меню', bg: 'Меню', hy: 'Ցանկ', ka: 'მენიუ' },
  brand: {
    ...{ en: 'Colour and logo', ru: 'Цвет и логотип', bg: 'Цвят и лого', hy: 'Գույն և լոգո', ka: 'ფერი და ლოგო' },
  },
};

/** How a workspace looks, in its configuration: the navigation, the accent colour and the mark. */
export const appearancePart = defineConfigurationPart<AppearanceItem>({
  ...{ name: 'appearance', item, heardOf: ['appearance'] },
  keyOf: ({ part }) => part,
  labelOf: ({ part }) => labels[part],
  async read({ db }) {
    const said = await listAppearance(db);
    return said
      .filter(({ definition }) => Object.keys(definition).length > 0)
      .map(({ part, definition }) => ({ part, definition }) as AppearanceItem);
  },
  complete: (before) => before,
  retire: ({ part }) => ({ part, definition: {} }) as AppearanceItem,
  problemOf: async () => null,
  async write(tx, changes) {
    for (const { after } of changes) {
      const wanted = { ...after, version: 0 } as StoredAppearance;
      assertFitting(wanted, after.part);
      await writeAppearance(tx, wanted);
    }
  },
});
