import type { Language } from '../../shared/nouns/metadata.ts';
import { createNumberFormat } from './intl.ts';

export interface Currency {
  /** ISO 4217. */
  readonly code: string;
  readonly name: string;
}

/** Currencies in use, those met most first, with their names in the language. */
export function listCurrencies(language: Language): readonly Currency[] {
  let list = lists.get(language);
  if (!list) {
    list = currencyCodes().map((code) => ({ code, name: currencyName(language, code) }));
    lists.set(language, list);
  }
  return list;
}

/** What people of a time zone are likely to pay in; euro where nothing better is known. */
export function guessCurrency(timeZone: string): string {
  const [area = ''] = timeZone.split('/');
  return zoneCurrencies[timeZone] ?? (russianZones.has(timeZone) ? 'RUB' : area === 'America' ? 'USD' : 'EUR');
}

const common = [
  'EUR',
  'USD',
  'GBP',
  'AMD',
  'GEL',
  'RUB',
  'CHF',
  'PLN',
  'CZK',
  'RON',
  'TRY',
  'KZT',
  'AED',
  'CNY',
  'JPY',
];

const circulating =
  'AFN ALL ANG AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CLP COP CRC CUP CVE DJF DKK DOP DZD EGP ERN ETB FJD FKP GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD KES KGS KHR KMF KRW KWD KYD LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PYG QAR RSD RWF SAR SBD SCR SDG SEK SGD SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TTD TWD TZS UAH UGX UYU UZS VES VND VUV WST YER ZAR ZMW XAF XCD XOF XPF';

const lists = new Map<Language, readonly Currency[]>();

const currencyCodes = () => [...common, ...circulating.split(' ')];

/** The name alone, out of "1 euro". */
function currencyName(language: Language, code: string): string {
  const one = createNumberFormat(language, {
    style: 'currency',
    currency: code,
    currencyDisplay: 'name',
    maximumFractionDigits: 0,
  });
  return one
    .format(1)
    .replace(/[\d\s]+/, ' ')
    .trim();
}

const zoneCurrencies: Readonly<Record<string, string>> = {
  'Asia/Yerevan': 'AMD',
  'Asia/Tbilisi': 'GEL',
  'Europe/London': 'GBP',
  'Europe/Zurich': 'CHF',
  'Europe/Warsaw': 'PLN',
  'Europe/Prague': 'CZK',
  'Europe/Bucharest': 'RON',
  'Europe/Istanbul': 'TRY',
  'Europe/Kyiv': 'UAH',
  'Europe/Kiev': 'UAH',
  'Europe/Minsk': 'BYN',
  'Asia/Almaty': 'KZT',
  'Asia/Dubai': 'AED',
  'Asia/Shanghai': 'CNY',
  'Asia/Tokyo': 'JPY',
};
const russianZones = new Set([
  'Europe/Moscow',
  'Europe/Samara',
  'Europe/Volgograd',
  'Europe/Kaliningrad',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Vladivostok',
]);
