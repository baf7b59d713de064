import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSampleNoun, sampleNoun } from '../filter/sample.ts';
import { checkFormula, type Formula } from './check.ts';
import { evaluateFormula } from './evaluate.ts';
import type { FieldOperand } from './field-operand.ts';

const record: Readonly<Record<string, unknown>> = {
  subject: 'Ремонт кровли',
  score: 2.5,
  budget: { amount: '1054.00', currency: 'EUR' },
  dueDate: '2024-01-31',
  receivedAt: '2024-03-09T20:30:00.000Z',
  urgent: true,
  source: 'email',
  channels: ['email', 'visit'],
  emails: [{ address: 'anna@example.com' }],
  contactName: { given: 'Hayk', family: 'Harutyunyan' },
  place: { city: 'Yerevan' },
  company: { id: 'c1' },
};
const acme: Readonly<Record<string, unknown>> = { name: 'Acme', employees: 12, address: { city: 'Sofia' } };
const read = ({ via, name }: FieldOperand) => (via === null ? record : via === 'company' ? acme : {})[name];

function formulaOf(source: string): Formula {
  const checked = checkFormula(source, sampleNoun, findSampleNoun);
  if ('fault' in checked) throw new Error(`${source}: ${JSON.stringify(checked.fault)}`);
  return checked.formula;
}
const value = (source: string, scale = 6) =>
  evaluateFormula(formulaOf(source), { read, today: '2024-03-10', timeZone: 'Asia/Yerevan' }, scale);
const fault = (source: string) => {
  const checked = checkFormula(source, sampleNoun, findSampleNoun);
  return 'fault' in checked ? checked.fault : null;
};

describe('a formula gives', () => {
  it.each<readonly [string, unknown]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['-score * 2', -5],
    ['0.1 + 0.2', 0.3],
    ['10 / 3', 3.333333],
    ['score * 4 = 10', true],
    ['not score = 2.5 or urgent', true],
    ['not (urgent and score > 3)', true],
    ['1 < 2 and 2 <= 2 and 3 > 2 and 3 >= 3 and 1 <> 2 and 1 != 2', true],
    ['budget * 1.2', { amount: '1264.80', currency: 'EUR' }],
    ['budget / 3', { amount: '351.33', currency: 'EUR' }],
    ['budget / money(2, "eur")', 527],
    ['budget - money(54, "EUR")', { amount: '1000.00', currency: 'EUR' }],
    ['amount(budget) / 2', 527],
    ['currency(budget) & "!"', 'EUR!'],
    ['budget > money(1000, "EUR")', true],
    ['max(budget, money(2000, "EUR"))', { amount: '2000.00', currency: 'EUR' }],
    ['max(1, score, 2)', 2.5],
    ['min(dueDate, today())', '2024-01-31'],
    ['upper("straße") & lower("ÀÉ")', 'STRASSEàé'],
    ['length("Հայկ")', 4],
    ['left(subject, 6) & "|" & right(subject, 6)', 'Ремонт|кровли'],
    ['contains(subject, "КРОВЛ")', true],
    ['startsWith(subject, "ремонт")', true],
    ['replace("a-b-c", "-", "+")', 'a+b+c'],
    ['trim("  x ") & score & " " & budget & " " & urgent', 'x2.5 1054.00 EUR true'],
    ['"say ""hi"""', 'say "hi"'],
    ['text(1.50)', '1.5'],
    ['number("1,5") + 1', 2.5],
    ['round(2.345, 2)', 2.35],
    ['round(-2.345, 2)', -2.35],
    ['round(1234, -2)', 1200],
    ['floor(-2.5) + ceiling(2.1)', 0],
    ['abs(-3)', 3],
    ['today()', '2024-03-10'],
    ['daysBetween(dueDate, today())', 39],
    ['addMonths(dueDate, 1)', '2024-02-29'],
    ['addDays(dueDate, 1)', '2024-02-01'],
    ['addYears(dueDate, -1)', '2023-01-31'],
    ['year(dueDate) * 10000 + month(dueDate) * 100 + day(dueDate)', 20240131],
    ['weekday(today())', 7],
    ['date(2024, 2, 29)', '2024-02-29'],
    // 20:30 in UTC is the next day in Yerevan.
    ['receivedAt', '2024-03-10'],
    ['if(urgent, "now", "later")', 'now'],
    ['if(score > 3, "high")', null],
    ['coalesce(details, "", subject)', 'Ремонт кровли'],
    ['isEmpty(details) and isEmpty(owner) and not isEmpty(company)', true],
    ['includes(channels, "VISIT") and count(channels) = 2', true],
    ['includes(emails, "anna@example.com")', true],
    ['contactName & " / " & contactName.family & " / " & place.city', 'Hayk Harutyunyan / Harutyunyan / Yerevan'],
    ['company.name & " " & company.employees & " " & company.address.city', 'Acme 12 Sofia'],
    ['source = "EMAIL"', true],
    ['details = ""', true],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  it.each([
    'details & ""',
    'score + number("")',
    'daysBetween(dueDate, addDays(dueDate, number("")))',
    'max(number(""))',
  ])('nothing where what it needs is empty: %s', (source) => expect(value(source)).toBeNull());

  it.each<readonly [string, string]>([
    ['1 / 0', 'divisionByZero'],
    ['budget / (score - 2.5)', 'divisionByZero'],
    ['budget + money(1, "USD")', 'currenciesDiffer'],
    ['budget < money(1, "USD")', 'currenciesDiffer'],
    ['number("twelve")', 'notANumber'],
    ['money(1, "euros")', 'notACurrency'],
    ['date(2023, 2, 29)', 'noSuchDate'],
    ['addYears(dueDate, 9000)', 'noSuchDate'],
    ['addDays(dueDate, -99999999999)', 'noSuchDate'],
    ['999999999999999999999 * 999999999999999999999', 'tooLarge'],
    ['money(99999999999999999, "EUR")', 'tooLarge'],
    [
      'replace(replace("aaaaaaaaaa", "a", "bbbbbbbbbbbbbbbbbbbb"), "b", "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc")',
      'tooLongText',
    ],
  ])('an error that is told: %s', (source, error) => {
    expect(value(source)).toEqual({ error });
  });

  it('the other thing where an error was expected, and no error of a branch not taken', () => {
    expect(value('ifError(1 / 0, -1)')).toBe(-1);
    expect(value('if(score = 0, 1 / score, 5)')).toBe(5);
    expect(value('score = 0 and 1 / 0 = 1')).toBe(false);
    expect(value('urgent or 1 / 0 = 1')).toBe(true);
  });

  it('the error of the field it is made from', () => {
    const scope = { today: '2024-03-10', timeZone: 'UTC', read: () => ({ error: 'divisionByZero' }) };
    expect(evaluateFormula(formulaOf('score + 1'), scope, 2)).toEqual({ error: 'divisionByZero' });
  });
});

describe('a formula is refused', () => {
  const refused: readonly (readonly [string, string, number, object?])[] = [
    ['', 'formulaEmpty', 0],
    ['1 +', 'formulaUnfinished', 3],
    ['(1 + 2', 'formulaUnfinished', 6, { wanted: ')' }],
    ['1 2', 'formulaUnexpected', 2, { found: '2' }],
    ['score; drop', 'formulaUnexpected', 5, { found: ';' }],
    ['"open', 'formulaOpenText', 0],
    ['scroe + 1', 'formulaUnknownField', 0, { name: 'scroe', meant: 'score' }],
    ['1 + company.employes', 'formulaUnknownField', 4, { name: 'company.employes', meant: 'company.employees' }],
    ['company.parent.name', 'formulaUnknownField', 0],
    ['constructor', 'formulaUnknownField', 0],
    ['updatedAt', 'formulaUnknownField', 0],
    ['place', 'formulaUnusableField', 0, { name: 'place' }],
    ['partners', 'formulaUnusableField', 0],
    ['uper("x")', 'formulaUnknownFunction', 0, { name: 'uper', meant: 'upper' }],
    ['add(1, 2)', 'formulaUnknownFunction', 0],
    ['constructor(1)', 'formulaUnknownFunction', 0],
    ['left("x")', 'formulaArgumentCount', 0, { name: 'left', wanted: 2, given: 1 }],
    ['today(1)', 'formulaArgumentCount', 0],
    ['score + subject', 'formulaArgumentType', 8, { name: '+', wanted: 'number', given: 'text' }],
    ['budget + score', 'formulaArgumentType', 9, { wanted: 'money', given: 'number' }],
    ['budget * budget', 'formulaArgumentType', 9, { wanted: 'number', given: 'money' }],
    ['dueDate > 5', 'formulaArgumentType', 10],
    ['if(score, 1, 2)', 'formulaArgumentType', 3, { wanted: 'boolean', given: 'number' }],
    ['if(urgent, 1, "x")', 'formulaArgumentType', 14, { wanted: 'number', given: 'text' }],
    ['coalesce(1, subject)', 'formulaArgumentType', 12],
    ['channels', 'formulaResultType', 0, { given: 'list' }],
    ['owner', 'formulaResultType', 0, { given: 'record' }],
    [`${'('.repeat(40)}1${')'.repeat(40)}`, 'formulaTooDeep', 30],
    [`1${' + 1'.repeat(300)}`, 'formulaTooLong', 798],
    [`"${'x'.repeat(3000)}"`, 'formulaTooLong', 2000],
  ];
  const rows = refused.map(([source, code, at, params = {}]) => [source, { code, at, params }] as const);
  it.each(rows)('%.40s', (source, expected) => {
    expect(fault(source)).toMatchObject(expected);
  });
});

interface Sum {
  readonly source: string;
  /** Near it, by the arithmetic of the machine. */
  readonly near: number;
  /** How large the numbers on the way get, which says how near. */
  readonly size: number;
}
const work: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
};
const arithmetic: fc.Arbitrary<Sum> = fc.letrec<{ node: Sum }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.integer({ min: 0, max: 1000 }).map((near) => ({ source: String(near), near, size: near })),
    fc.constantFrom({ source: 'score', near: 2.5, size: 2.5 }, { source: '0.1', near: 0.1, size: 0.1 }),
    fc.tuple(tie('node'), fc.constantFrom('+', '-', '*'), tie('node')).map(([left, sign, right]) => ({
      source: `(${left.source} ${sign} ${right.source})`,
      near: work[sign]?.(left.near, right.near) ?? Number.NaN,
      size: sign === '*' ? left.size * right.size : left.size + right.size,
    })),
    tie('node').map(({ source, near, size }) => ({ source: `-${source}`, near: -near, size })),
  ),
})).node;

describe('whatever is written', () => {
  it('is worked out or refused, never thrown', () => {
    const word = fc.constantFrom(
      '(',
      ')',
      ',',
      '+',
      '-',
      '*',
      '&',
      '=',
      '"',
      'score',
      'subject',
      'if',
      'not',
      'and',
      'today()',
      '1',
      'x',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
        (source) => {
          const checked = checkFormula(source, sampleNoun, findSampleNoun);
          if ('fault' in checked) {
            expect(checked.fault.at).toBeLessThanOrEqual(source.length);
            return;
          }
          evaluateFormula(checked.formula, { read, today: '2024-03-10', timeZone: 'UTC' }, 2);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('counts as arithmetic does', () => {
    fc.assert(
      fc.property(arithmetic, ({ source, near, size }) => {
        const exact = value(source, 12);
        expect(size >= 1e24 || Math.abs(Number(exact) - near) <= Math.max(1, size) * 1e-9).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its laws: sums in any order, what is added can be taken away, parts make the whole', () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2));
    fc.assert(
      fc.property(number, number, fc.constantFrom('Ремонт', 'x', 'გიორგი abc'), (a, b, words) => {
        expect(value(`(${a}) + (${b})`)).toBe(value(`(${b}) + (${a})`));
        expect(value(`(${a}) + (${b}) - (${b}) = (${a})`)).toBe(true);
        expect(value(`left("${words}", 2) & right("${words}", length("${words}") - 2)`)).toBe(words);
      }),
      { numRuns: 100 },
    );
  });
});
