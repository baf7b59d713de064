import type { Registry } from '../../../../server/metadata/registry.ts';
import { paletteOf } from '../../../../shared/appearance/palette.ts';

/** The workspace's own mark, and the colours of its buttons on light ground and on dark; its own or the product's. */
export function brandOf({ appearance }: Pick<Registry, 'appearance'>) {
  const brand = appearance.find(({ part }) => part === 'brand');
  const { accent = '#175f70', logo = '' } = brand?.part === 'brand' ? brand.definition : {};
  const [light = accent, dark = accent] = paletteOf(accent).shades.slice(6, 8).reverse();
  return { logo, light, dark };
}
