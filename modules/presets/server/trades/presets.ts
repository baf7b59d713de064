import type { Preset } from '../preset.ts';
import { agency } from './agency.ts';
import { b2b } from './b2b.ts';
import { booking } from './booking.ts';
import { carSales } from './car-sales.ts';
import { carService } from './car-service.ts';
import { construction } from './construction.ts';
import { education } from './education.ts';
import { insurance } from './insurance.ts';
import { pharma } from './pharma.ts';
import { realEstate } from './real-estate.ts';
import { shop } from './shop.ts';
import { tourism } from './tourism.ts';
import { wholesale } from './wholesale.ts';

/** Every trade there is, in the order in which they are offered. */
export const presets: readonly Preset[] = [b2b, agency, realEstate, shop, booking, wholesale, tourism, construction, carService, carSales, insurance, education, pharma];
