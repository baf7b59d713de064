import { describe, expect, test } from 'vitest';
import { matchDocument, type OpenInvoice } from './match-document.ts';
import { decodeStatement, readStatement } from './read-statement.ts';

const ours = '40702810500000000001';
const document = (fields: Readonly<Record<string, string>>) =>
  [
    'СекцияДокумент=Платежное поручение',
    ...Object.entries(fields).map(([name, value]) => `${name}=${value}`),
    'КонецДокумента',
  ].join('\r\n');
const paid = {
  ...{
    Номер: '17',
    Дата: '02.03.2026',
    ДатаПоступило: '03.03.2026',
    Сумма: '1250.50',
    ПлательщикСчет: '40702810900000000099',
  },
  ...{ ПлательщикИНН: '7701234567', Плательщик: 'ИНН 7701234567 ООО "Шерсть"', ПолучательСчет: ours },
  НазначениеПлатежа: 'Оплата по счету AT-2026-001 от 01.03.2026, без НДС',
};
const file = (encoding: string, ...documents: readonly string[]) =>
  [
    '1CClientBankExchange',
    'ВерсияФормата=1.03',
    `Кодировка=${encoding}`,
    'СекцияРасчСчет',
    `РасчСчет=${ours}`,
    'КонецРасчСчет',
    ...documents,
    'КонецФайла',
  ].join('\r\n');

/** In the old encodings every Cyrillic letter is one byte. */
function encoded(text: string, encoding: 'windows-1251' | 'ibm866'): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from([...text], (sign) => bytes.get(sign) ?? 0x3f);
}

describe('a statement in the exchange format of 1C', () => {
  test.each([
    ['Windows', (text: string) => encoded(text, 'windows-1251')],
    ['DOS', (text: string) => encoded(text, 'ibm866')],
    ['UTF-8', (text: string) => new TextEncoder().encode(text)],
  ])('is read in %s: what came in, by its day, sum, payer and purpose', (encoding, encode) => {
    const text = decodeStatement(encode(file(encoding, document(paid))));
    expect(readStatement(text ?? '').incoming).toEqual([
      {
        ...{ number: '17', date: '2026-03-03', amount: '1250.50', payer: 'ООО "Шерсть"', taxId: '7701234567' },
        ...{ purpose: paid.НазначениеПлатежа, currency: 'RUB' },
        key: `1c:${ours}:40702810900000000099:02.03.2026:17:1250.50`,
      },
    ]);
  });

  test('counts what went out and what can not be read, and makes nothing of it', () => {
    const out = { ...paid, ПолучательСчет: '40702810900000000099', ПлательщикСчет: ours };
    const broken = [
      { ...paid, Сумма: '12,50.1' },
      { ...paid, ДатаПоступило: '31.02.2026' },
      { ...paid, Сумма: '0' },
    ];
    const text = file('UTF-8', document(out), ...broken.map(document), document({ ...paid, Сумма: '7,5' }));
    const { incoming, outgoing, unread } = readStatement(text);
    expect([incoming.map(({ amount }) => amount), outgoing, unread]).toEqual([['7.5'], 1, 3]);
  });

  test('is told from any other file, and a file cut short gives what is whole', () => {
    expect(decodeStatement(new TextEncoder().encode('Date;Sum\r\n1;2'))).toBeNull();
    const cut = file('UTF-8', document(paid), document({ ...paid, Номер: '18' }).replace('КонецДокумента', ''));
    expect(readStatement(cut).incoming.map(({ number }) => number)).toEqual(['17']);
    expect(readStatement('').incoming).toEqual([]);
  });
});

describe('a statement that means harm', () => {
  const utf16 = (text: string, isBig: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return new Uint8Array(isBig ? bytes.swap16() : bytes);
  };
  const text = file('Windows', document(paid));

  test('or comes in an odd encoding is read or refused, and none takes another for its own', () => {
    for (const bytes of [utf16(text, false), utf16(text, true), new TextEncoder().encode(`\ufeff${text}`)])
      expect(readStatement(decodeStatement(bytes) ?? '').incoming).toMatchObject([{ number: '17' }]);
    const zip = Uint8Array.of(0x50, 0x4b, 3, 4, ...new TextEncoder().encode(text));
    expect([zip, new Uint8Array(), Uint8Array.of(0xff, 0xfe)].map(decodeStatement)).toEqual([null, null, null]);
    // Half of it in another encoding: its own words are read, the rest is told as it stands.
    const mixed = new Uint8Array([
      ...new TextEncoder().encode(text.replace('КонецФайла', '')),
      ...encoded(document({ ...paid, Номер: '18' }), 'windows-1251'),
    ]);
    expect(readStatement(decodeStatement(mixed) ?? '').incoming.map(({ number }) => number)).toEqual(['17']);
  });

  test('holds nobody up by a line of a million signs, and says the same document once', () => {
    const wide = `А${' '.repeat(1_000_000)}Б`;
    const lines = file('UTF-8', wide, document({ ...paid, НазначениеПлатежа: wide }), document(paid), document(paid));
    const { incoming, unread } = readStatement(lines);
    expect([incoming.length, unread]).toEqual([1, 0]);
    expect(incoming[0]?.purpose.length).toBeLessThan(3_000);
  });

  test('takes no document for another whose key it shares the beginning of, and no amount or day out of all bounds', () => {
    const account = `${ours.slice(0, 5)}${'0'.repeat(300)}`;
    const odd = [
      { ...paid, ПлательщикСчет: account },
      { ...paid, Сумма: '-5' },
      { ...paid, Сумма: '1e9' },
      { ...paid, Сумма: '9'.repeat(16) },
      { ...paid, ДатаПоступило: '01.01.0000' },
      { ...paid, __proto__: 'x', constructor: 'y', Сумма: 'NaN' },
    ];
    expect(readStatement(file('UTF-8', ...odd.map(document)))).toMatchObject({ incoming: [], unread: odd.length });
  });
});

describe('a document is matched', () => {
  const open = (number: string, amount: string, company = 'wool', currency = 'RUB'): OpenInvoice => ({
    ...{ id: number, number, company, balance: { amount, currency } },
  });
  const came = { amount: '1250.50', purpose: 'Счет 2026-001', currency: 'RUB', company: 'wool' };

  test('with the invoice that its purpose names as a whole word, the longest of them', () => {
    const invoices = [open('2026-001', '9.00'), open('2026-0010', '1.00'), open('001', '1.00')];
    expect(matchDocument(came, invoices)).toMatchObject({ invoice: { number: '2026-001' }, by: 'number' });
    expect(matchDocument({ ...came, purpose: 'Счет 12026-001' }, invoices)).toBeNull();
    const odd = [open('A(1)*', '9.00')];
    expect(matchDocument({ ...came, purpose: 'for a(1)* thanks' }, odd)).toMatchObject({ by: 'number' });
  });

  test('else with the only one of its payer over exactly the sum', () => {
    const plain = { ...came, purpose: 'Оплата' };
    expect(matchDocument(plain, [open('1', '1250.5'), open('2', '9.00')])).toMatchObject({
      invoice: { id: '1' },
      by: 'sum',
    });
    expect(matchDocument(plain, [open('1', '1250.50'), open('2', '1250.50')])).toBeNull();
    expect(matchDocument({ ...plain, company: null }, [open('1', '1250.50')])).toBeNull();
  });

  test('never with another’s, nor in another currency', () => {
    expect(matchDocument(came, [open('2026-001', '1250.50', 'silk')])).toBeNull();
    expect(matchDocument(came, [open('2026-001', '1250.50', 'wool', 'EUR')])).toBeNull();
  });
});
