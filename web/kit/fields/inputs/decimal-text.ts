/**
 * Reads a number as people type it ("1 234,50", "1,234.50", "−5") into a canonical decimal string ("1234.50"); null for
 * what is no number. Where only one kind of separator stands there once, a comma is the decimal sign unless it sets off
 * three digits in a text of English.
 */
export function parseDecimal(typed: string, language: string): string | null {
  const text = typed.replace(/[\s'’\u00a0\u202f]/g, '').replace('−', '-');
  const plain = withoutGroups(text, language);
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const [whole = '', fraction] = plain.replace('-', '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${plain.startsWith('-') ? '-' : ''}${digits}${fraction ? `.${fraction}` : ''}`;
}

function withoutGroups(text: string, language: string): string {
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma >= 0 && point >= 0) {
    return comma > point ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
  }
  const sign = comma >= 0 ? ',' : '.';
  if (text.split(sign).length > 2) return text.replaceAll(sign, '');
  if (sign === ',' && language === 'en' && /,\d{3}$/.test(text)) return text.replace(',', '');
  return text.replace(',', '.');
}

/** A canonical decimal string as one types it in the language: with a decimal comma, but for English. */
export function editableDecimal(value: string, language: string): string {
  return language === 'en' ? value : value.replace('.', ',');
}

/** Only what numbers are typed with. */
export const keepNumeric = (typed: string): string => typed.replace(/[^\d.,\s'’\u00a0\u202f−-]/g, '');
