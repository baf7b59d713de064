/** How a column writes numbers: what stands before the decimals. Everything else between digits groups them. */
export interface NumberFormat {
  readonly decimal: '.' | ',';
}

export interface DetectedNumberFormat {
  readonly format: NumberFormat;
  /** The samples can be read the other way too ("1,054" alone): ask. */
  readonly ambiguous: boolean;
  /** Samples that are no number in this format. */
  readonly unreadable: number;
}

/** How a column of numbers or amounts is written, by its samples; empty ones are passed over. */
export function detectNumberFormat(samples: readonly string[]): DetectedNumberFormat {
  const texts = samples.map(coreOf).filter((text) => text !== '');
  const [point, comma] = (['.', ','] as const).map((decimal) => ({
    format: { decimal },
    unreadable: texts.filter((text) => readNumber(text, { decimal }) === null).length,
  })) as [Omit<DetectedNumberFormat, 'ambiguous'>, Omit<DetectedNumberFormat, 'ambiguous'>];
  const ambiguous = point.unreadable === comma.unreadable && texts.some((text) => isAmbiguous(text));
  return { ...(comma.unreadable < point.unreadable ? comma : point), ambiguous };
}

/** The number a text means, as a decimal text ("1054.5"), or null. Currency signs are no part of a number. */
export function parseNumber(text: string, format: NumberFormat): string | null {
  return readNumber(text.trim(), format);
}

/** The text without currency words and signs around it, the sign of negative amounts (also in brackets) in front. */
export function coreOf(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .trim();
  const digits = /[-+]?[\d.,](?:[\d.,'’\s]*\d)?[.,]?/u.exec(plain)?.[0] ?? '';
  const core = digits.replace(/^[-+]/, '').trim();
  // Digits beyond the number ("2017-03-01", "3 of 5") make it no number.
  if (core === '' || /\d/.test(plain.replace(digits, ''))) return '';
  const negative = /^\(.*\)$/.test(plain) || /^[^\d]*-/.test(plain) || /\d\s*-[^\d]*$/.test(plain);
  return negative ? `-${core}` : core;
}

function readNumber(text: string, { decimal }: NumberFormat): string | null {
  const match = (decimal === '.' ? pointed : withComma).exec(text.normalize('NFKC').replaceAll('’', "'"));
  if (!match) return null;
  const [, sign = '', whole = '', , fraction = ''] = match;
  if (whole === '' && fraction === '') return null;
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${digits}${fraction ? `.${fraction}` : ''}`;
}

function isAmbiguous(text: string): boolean {
  const point = readNumber(text, { decimal: '.' });
  const comma = readNumber(text, { decimal: ',' });
  return point !== null && comma !== null && point !== comma && Number(point) !== Number(comma);
}

/** Groups of three; the Indian way (12,34,567) too. */
const pointed = /^([-+]?)(\d+|\d{1,3}(?:([,' ])\d{3})(?:\3\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}|)(?:\.(\d*))?$/;
const withComma = /^([-+]?)(\d+|\d{1,3}(?:([.' ])\d{3})(?:\3\d{3})*|)(?:,(\d*))?$/;
