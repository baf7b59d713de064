import type { Preset } from '../preset.ts';
import { realEstate } from './real-estate.ts';

/** Every trade there is, in the order in which they are offered. */
export const presets: readonly Preset[] = [realEstate];
