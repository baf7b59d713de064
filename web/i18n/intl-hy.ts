import '@formatjs/intl-datetimeformat/locale-data/hy.js';
import '@formatjs/intl-numberformat/locale-data/hy.js';
import countries from './countries-hy.json' with { type: 'json' };
import { takeIntlData } from './intl-polyfill.ts';

export const armenian = takeIntlData('hy', countries);
