import type { Preset } from '../preset.ts';
import { agency } from './agency.ts';
import { b2b } from './b2b.ts';
import { realEstate } from './real-estate.ts';
import { shop } from './shop.ts';

/** Every trade there is, in the order in which they are offered. */
export const presets: readonly Preset[] = [b2b, agency, realEstate, shop];
