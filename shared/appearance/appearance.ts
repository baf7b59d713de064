import type { NavigationOfRole, OwnNavigation } from './navigation.ts';
import type { Palette } from './palette.ts';

/** How the workspace looks to whoever asks, as the metadata tell it; what nobody said is as it was shipped. */
export interface Appearance {
  readonly navigation?: NavigationOfRole;
  readonly brand?: { readonly palette?: Palette; readonly logo?: string };
  readonly own?: OwnAppearance;
}

/** What a person has chosen for themselves. */
export interface OwnAppearance {
  readonly navigation?: OwnNavigation;
  /** The address that opens first. */
  readonly start?: string;
  readonly density?: Density;
}

export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

/** The colour and the mark of a workspace. */
export interface Brand {
  /** `#rrggbb`, as it was chosen; shown as `paletteOf` makes it. */
  readonly accent?: string;
  /** A small picture, as a data address. */
  readonly logo?: string;
}
