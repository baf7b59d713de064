import { z } from 'zod';
import { densities } from '../../../shared/appearance/appearance.ts';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { roles } from '../../../shared/nouns/metadata.ts';
import { localText } from './local-text-schema.ts';

/** The address of a page of the navigation: `/deals`, `/reports/activity`. */
const page = z
  .string()
  .max(100)
  .regex(/^\/[a-z][a-z0-9-]*(\/[a-z0-9-]+)*$/);

/** Groups in their order, and what which role is not shown; pages that no group names stay where they always were. */
export const navigationInput = z
  .strictObject({
    groups: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
          name: localText(60).optional(),
          pages: z.array(page).max(200),
        }),
      )
      .max(20),
    hiddenFor: z.record(page, z.array(z.enum(roles)).min(1).max(roles.length)),
  })
  .partial()
  .meta({ title: 'NavigationInput' });

/** The accent colour and the mark; what is not said is Rapport's own. */
export const brandInput = z
  .strictObject({
    accent: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    /** A picture of at most 18 kB, as it stands in a page: `data:image/png;base64,…`, PNG, JPEG or WebP. */
    logo: z
      .string()
      .max(24_600)
      .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/),
  })
  .partial()
  .meta({ title: 'BrandInput' });

const part = <D extends z.ZodType>(definition: D) =>
  z.strictObject({
    /** The state it is in; 0 where nothing was said yet. */
    version: z.int().min(0),
    definition,
  });
const navigation = part(navigationInput).meta({ title: 'NavigationSetting' });
const brand = part(brandInput).meta({ title: 'BrandSetting' });

export const getAppearance = defineEndpoint({
  name: 'appearance.get',
  summary: 'How the workspace arranges its navigation, its accent colour and mark; for owners',
  method: 'GET',
  path: '/appearance',
  response: z.strictObject({ navigation, brand }),
});

export const putNavigation = defineEndpoint({
  name: 'appearance.putNavigation',
  summary:
    'Arrange the navigation for everybody: groups, order, what which role is not shown. An empty definition goes back to the shipped one. For owners',
  method: 'PUT',
  path: '/appearance/navigation',
  body: navigation,
  response: navigation,
  errors: ['stale'],
});

export const putBrand = defineEndpoint({
  name: 'appearance.putBrand',
  summary: 'Choose the accent colour, which is darkened as far as it takes to be read, and the mark; for owners',
  method: 'PUT',
  path: '/appearance/brand',
  body: brand,
  response: brand,
  errors: ['stale'],
});

/** What a person wants of how it looks to them; null takes a wish back. */
const ownInput = z.strictObject({
  navigation: z.strictObject({ order: z.array(page).max(300), hidden: z.array(page).max(300) }).nullable(),
  /** The page that opens first, with whatever view or filter its address holds. */
  start: z
    .string()
    .max(2_000)
    .regex(/^\/(?![/\\])[^\s\\]*$/)
    .nullable(),
  density: z.enum(densities).nullable(),
});

export const changeOwnAppearance = defineEndpoint({
  name: 'appearance.changeOwn',
  summary:
    "Arrange one's own workplace: order of the navigation and what of it is hidden, the page that opens first, density",
  method: 'PATCH',
  path: '/appearance/own',
  body: ownInput.partial(),
  response: z
    .strictObject({
      navigation: z.strictObject({ order: z.array(z.string()), hidden: z.array(z.string()) }).optional(),
      start: z.string().optional(),
      density: z.enum(densities).optional(),
    })
    .meta({ title: 'OwnAppearance' }),
});
