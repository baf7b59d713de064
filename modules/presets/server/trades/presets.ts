import type { Preset } from '../preset.ts';
import { agency } from './agency.ts';
import { applianceService } from './appliance-service.ts';
import { b2b } from './b2b.ts';
import { bank } from './bank.ts';
import { booking } from './booking.ts';
import { carSales } from './car-sales.ts';
import { carService } from './car-service.ts';
import { construction } from './construction.ts';
import { education } from './education.ts';
import { insurance } from './insurance.ts';
import { manufacture } from './manufacture.ts';
import { media } from './media.ts';
import { paidServices } from './paid-services.ts';
import { pharma } from './pharma.ts';
import { realEstate } from './real-estate.ts';
import { shop } from './shop.ts';
import { technology } from './technology.ts';
import { telecom } from './telecom.ts';
import { tourism } from './tourism.ts';
import { transport } from './transport.ts';
import { wholesale } from './wholesale.ts';

const sales: readonly Preset[] = [b2b, agency, realEstate, shop, booking, wholesale, tourism, construction];
const repairs: readonly Preset[] = [carService, carSales, applianceService];
const money: readonly Preset[] = [insurance, bank];

/** Every trade there is, in the order in which they are offered. */
export const presets: readonly Preset[] = [...[...sales, ...repairs, ...money], ...[education, paidServices, pharma, telecom, technology, transport, manufacture, media]];
