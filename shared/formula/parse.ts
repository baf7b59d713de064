import { FormulaError } from './fault.ts';
import { formulaLimits } from './limits.ts';
import { type Token, tokenise } from './token.ts';

/** A formula as it is written; operators are calls of the functions they stand for. */
export type Syntax =
  | { readonly kind: 'literal'; readonly type: 'number' | 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'field'; readonly path: readonly string[]; readonly at: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      /** `a + b`, not a function called by its name. */
      readonly isOperator: boolean;
      readonly args: readonly Syntax[];
      readonly at: number;
    };

/** The tree of a formula. Throws FormulaError where it does not follow the grammar or is larger than `formulaLimits`. */
export function parseFormula(source: string): Syntax {
  if (source.trim() === '') throw new FormulaError('formulaEmpty', 0);
  if (source.length > formulaLimits.length)
    throw new FormulaError('formulaTooLong', formulaLimits.length, { maximum: formulaLimits.length });
  const parser = new Parser(tokenise(source));
  return parser.whole();
}

/** Operators from the loosest to the tightest; those of a level are read from left to right. */
const levels: readonly Readonly<Record<string, string>>[] = [
  { or: 'or' },
  { and: 'and' },
  { '=': 'equal', '<>': 'unequal', '!=': 'unequal', '<': 'less', '<=': 'atMost', '>': 'greater', '>=': 'atLeast' },
  { '&': 'join' },
  { '+': 'add', '-': 'subtract' },
  { '*': 'multiply', '/': 'divide' },
];

/** The level of the comparisons. */
const comparing = 2;

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  #nodes = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Syntax {
    const tree = this.#level(0);
    if (this.#peek().kind !== 'end') throw unexpected(this.#peek());
    return tree;
  }

  #level(index: number): Syntax {
    const operators = levels[index];
    if (!operators) return this.#unary();
    if (index === comparing && isWord(this.#peek(), 'not')) return this.#negation();
    return this.#within(index === 0 ? 1 : 0, () => {
      let left = this.#level(index + 1);
      for (let name = this.#operatorOf(operators); name; name = this.#operatorOf(operators)) {
        const { at } = this.#take();
        left = this.#made(operation(name, [left, this.#level(index + 1)], at));
      }
      return left;
    });
  }

  #operatorOf(operators: Readonly<Record<string, string>>): string | null {
    const token = this.#peek();
    const word = token.kind === 'name' ? token.text.toLowerCase() : token.text;
    const isOperator = (token.kind === 'sign' || token.kind === 'name') && Object.hasOwn(operators, word);
    return isOperator ? (operators[word] ?? null) : null;
  }

  /** `not a = b` denies the comparison, not `a`. */
  #negation(): Syntax {
    const { at } = this.#take();
    return this.#within(1, () => this.#made(operation('not', [this.#level(comparing)], at)));
  }

  #unary(): Syntax {
    const token = this.#peek();
    if (token.kind !== 'sign' || token.text !== '-') return this.#primary();
    this.#take();
    return this.#within(1, () => this.#made(operation('negate', [this.#unary()], token.at)));
  }

  #primary(): Syntax {
    const token = this.#take();
    if (token.kind === 'number' || token.kind === 'text')
      return this.#made({ kind: 'literal', type: token.kind, text: token.text, at: token.at });
    if (token.kind === 'name') return this.#named(token);
    if (token.text !== '(') throw unexpected(token);
    const inner = this.#level(0);
    this.#expect(')');
    return inner;
  }

  #named(token: Token): Syntax {
    if (this.#peek().text === '(' && this.#peek().kind === 'sign') {
      this.#take();
      return this.#made({ ...operation(token.text.toLowerCase(), this.#arguments(), token.at), isOperator: false });
    }
    const word = token.text.toLowerCase();
    if (word === 'true' || word === 'false') return this.#made(operation(word, [], token.at));
    return this.#made({ kind: 'field', path: token.text.split('.'), at: token.at });
  }

  #arguments(): Syntax[] {
    const args: Syntax[] = [];
    if (this.#peek().text !== ')') {
      args.push(this.#level(0));
      while (this.#peek().kind === 'sign' && this.#peek().text === ',') {
        this.#take();
        args.push(this.#level(0));
      }
    }
    this.#expect(')');
    return args;
  }

  #expect(sign: string): void {
    const token = this.#take();
    if (token.kind !== 'sign' || token.text !== sign) throw unexpected(token, sign);
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? end;
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #made(node: Syntax): Syntax {
    this.#nodes += 1;
    if (this.#nodes > formulaLimits.nodes)
      throw new FormulaError('formulaTooLong', node.at, { maximum: formulaLimits.nodes });
    return node;
  }

  #within(levelsDeeper: number, read: () => Syntax): Syntax {
    this.#depth += levelsDeeper;
    if (this.#depth > formulaLimits.depth)
      throw new FormulaError('formulaTooDeep', this.#peek().at, { maximum: formulaLimits.depth });
    const tree = read();
    this.#depth -= levelsDeeper;
    return tree;
  }
}

function operation(name: string, args: readonly Syntax[], at: number): Syntax & { readonly kind: 'call' } {
  return { kind: 'call', name, isOperator: true, args, at };
}

const end: Token = { kind: 'end', text: '', at: 0 };

function isWord(token: Token, word: string): boolean {
  return token.kind === 'name' && token.text.toLowerCase() === word;
}

function unexpected(token: Token, wanted = ''): FormulaError {
  if (token.kind === 'end') return new FormulaError('formulaUnfinished', token.at, { wanted: wanted || '…' });
  return new FormulaError('formulaUnexpected', token.at, { found: token.text });
}
