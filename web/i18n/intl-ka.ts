import '@formatjs/intl-datetimeformat/locale-data/ka.js';
import '@formatjs/intl-numberformat/locale-data/ka.js';
import countries from './countries-ka.json' with { type: 'json' };
import { takeIntlData } from './intl-polyfill.ts';

export const georgian = takeIntlData('ka', countries);
