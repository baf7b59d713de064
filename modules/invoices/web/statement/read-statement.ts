import { findIsoDate } from '../../../../shared/dates/iso-date.ts';

/** A document of a bank's statement, as far as payments are made of it. */
export interface StatementDocument {
  /** What tells it from every other, whatever statement it stands in. */
  readonly key: string;
  readonly number: string;
  readonly date: string;
  /** A decimal text above nought. */
  readonly amount: string;
  readonly payer: string;
  /** The payer's tax number. */
  readonly taxId: string;
  readonly purpose: string;
  /** By the payer's account; null where it does not say. */
  readonly currency: string | null;
}

export interface Statement {
  /** What came to an account of ours. */
  readonly incoming: readonly StatementDocument[];
  /** How many documents took money from one, or can not be read. */
  readonly outgoing: number;
  readonly unread: number;
}

/** The first line of what banks and bookkeeping programs exchange. */
const mark = '1CClientBankExchange';

/** More than the statement of a busy year. */
export const mostBytes = 20_000_000;

/** The text of a statement, in whichever of the encodings its own words can be read. Null where it is no statement of this form. */
export function decodeStatement(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'windows-1251', 'ibm866', 'utf-16le', 'utf-16be']) {
    const text = new TextDecoder(encoding).decode(bytes);
    if (text.trimStart().startsWith(mark) && text.includes('РасчСчет')) return text;
  }
  return null;
}

/** What came to the accounts that the statement is of. */
export function readStatement(text: string): Statement {
  const accounts = new Set<string>();
  const documents: Map<string, string>[] = [];
  let section: Map<string, string> | null = null;
  for (const line of text.split(/\r?\n/)) {
    const place = line.indexOf('=');
    const [name, value] = place < 0 ? [line.trim(), ''] : [line.slice(0, place).trim(), line.slice(place + 1)];
    if (name === 'СекцияДокумент') section = new Map();
    else if (name === 'КонецДокумента') {
      if (section) documents.push(section);
      section = null;
    } else if (section) section.set(name, value.trim());
    else if (name === 'РасчСчет' && value) accounts.add(value.trim());
  }
  const ours = documents.filter((one) =>
    accounts.has(one.get('ПолучательСчет') ?? one.get('ПолучательРасчСчет') ?? ''),
  );
  const read = ours.map(readDocument);
  // The same document again is the same payment.
  const byKey = new Map(read.flatMap((one) => (one ? [[one.key, one] as const] : [])));
  const incoming = [...byKey.values()];
  return { incoming, outgoing: documents.length - ours.length, unread: read.filter((one) => one === null).length };
}

function readDocument(fields: ReadonlyMap<string, string>): StatementDocument | null {
  const of = (...names: readonly string[]) => names.map((name) => fields.get(name)).find((value) => value) ?? '';
  const [, day = '', month = '', year = ''] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(of('ДатаПоступило', 'Дата')) ?? [];
  const date = findIsoDate(Number(year), Number(month), Number(day));
  const amount = of('Сумма').replace(',', '.');
  if (!date || !/^\d{1,15}(\.\d{1,2})?$/.test(amount) || Number(amount) === 0) return null;
  const [number, account] = [of('Номер'), of('ПолучательСчет', 'ПолучательРасчСчет')];
  const from = of('ПлательщикСчет', 'ПлательщикРасчСчет');
  const key = ['1c', account, from, of('Дата'), number, amount].join(':');
  // Cut short, two documents would be taken for one.
  if (key.length > longestKey) return null;
  return {
    ...{ number, date, amount, key, taxId: of('ПлательщикИНН').slice(0, longestTaxId) },
    payer: of('Плательщик1', 'Плательщик')
      .replace(/^ИНН \d+ /, '')
      .slice(0, longestPurpose),
    purpose: of('НазначениеПлатежа', 'НазначениеПлатежа1').slice(0, longestPurpose),
    currency: currencies[account.slice(5, 8)] ?? null,
  };
}

/** Letters of an external key, and of what is shown and kept of a document. */
const longestKey = 200;
const longestTaxId = 40;
const longestPurpose = 2_000;

/** The digits of an account that say its currency. */
const currencies: Readonly<Record<string, string>> = {
  ...{ '810': 'RUB', '643': 'RUB', '840': 'USD', '978': 'EUR', '156': 'CNY', '398': 'KZT', '051': 'AMD', '981': 'GEL' },
};
