import { FormulaError } from './fault.ts';

/** A word of a formula and where it stands. */
export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  /** Of a text what it says, without its quotes. */
  readonly text: string;
  readonly at: number;
}

const signs = ['<=', '>=', '<>', '!=', '+', '-', '*', '/', '&', '=', '<', '>', '(', ')', ','] as const;
const numberPattern = /\d{1,30}(\.\d{1,30})?/y;
const namePattern = /[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*/y;
const spacePattern = /\s+/y;

/** The words of a formula, an end after them. Throws FormulaError for what is no word of the language. */
export function tokenise(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const space = match(spacePattern, source, at);
    if (space) {
      at += space.length;
      continue;
    }
    const [token, length] = tokenAt(source, at);
    tokens.push(token);
    at += length;
  }
  return [...tokens, { kind: 'end', text: '', at: source.length }];
}

function tokenAt(source: string, at: number): readonly [Token, number] {
  if (source[at] === '"') return textAt(source, at);
  const number = match(numberPattern, source, at);
  if (number) return [{ kind: 'number', text: number, at }, number.length];
  const name = match(namePattern, source, at);
  if (name) return [{ kind: 'name', text: name, at }, name.length];
  const sign = signs.find((one) => source.startsWith(one, at));
  if (sign) return [{ kind: 'sign', text: sign, at }, sign.length];
  throw new FormulaError('formulaUnexpected', at, { found: String.fromCodePoint(source.codePointAt(at) ?? 0) });
}

/** A text stands between double quotes; a double quote within it is written twice. */
function textAt(source: string, at: number): readonly [Token, number] {
  const found = match(/"((?:[^"]|"")*)"/y, source, at);
  if (!found) throw new FormulaError('formulaOpenText', at);
  return [{ kind: 'text', text: found.slice(1, -1).replaceAll('""', '"'), at }, found.length];
}

function match(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}
