import '@formatjs/intl-datetimeformat/locale-data/hy.js';
import '@formatjs/intl-numberformat/locale-data/hy.js';
import { takeIntlData } from './intl-polyfill.ts';

export const armenian = takeIntlData('hy');
