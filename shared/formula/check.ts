import type { FindNoun } from '../filter/field-path.ts';
import type { Noun } from '../nouns/noun.ts';
import { FormulaError, type FormulaFault, nearestName } from './fault.ts';
import { type FieldOperand, findOperand, listOperands, type ValueType } from './field-operand.ts';
import { type ArgumentType, functionNames, type Signature, signaturesOf } from './functions.ts';
import { parseFormula, type Syntax } from './parse.ts';

/** A formula that has passed the checks: every node knows what it gives. */
export type Expression =
  | { readonly kind: 'literal'; readonly type: 'number' | 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly type: ValueType; readonly operand: FieldOperand }
  | { readonly kind: 'call'; readonly type: ValueType; readonly name: string; readonly args: readonly Expression[] };

/** What a field made by a formula can be. */
export const resultKinds = ['text', 'number', 'boolean', 'date', 'money'] as const;
export type ResultKind = (typeof resultKinds)[number];

export interface Formula {
  readonly expression: Expression;
  readonly result: ResultKind;
  /** Every field it names. */
  readonly operands: readonly FieldOperand[];
  /** What it gives changes with the day. */
  readonly usesToday: boolean;
}

/** The formula as it is to be worked out, or what is wrong with it. */
export type Checked = { readonly formula: Formula } | { readonly fault: FormulaFault };

/** Reads a formula over records of `noun`: grammar, names, types. */
export function checkFormula(source: string, noun: Noun, nouns: FindNoun): Checked {
  try {
    const expression = typed(parseFormula(source), { noun, nouns });
    const { type } = expression;
    if (type === 'list' || type === 'record') throw new FormulaError('formulaResultType', 0, { given: type });
    const all = nodesOf(expression);
    const operands = all.flatMap((node) => (node.kind === 'field' ? [node.operand] : []));
    const usesToday = all.some((node) => node.kind === 'call' && node.name === 'today');
    return { formula: { expression, result: type, operands, usesToday } };
  } catch (error) {
    if (error instanceof FormulaError) return { fault: error.fault };
    throw error;
  }
}

interface Names {
  readonly noun: Noun;
  readonly nouns: FindNoun;
}

function typed(node: Syntax, names: Names): Expression {
  if (node.kind === 'literal') return { kind: 'literal', type: node.type, text: node.text };
  if (node.kind === 'field') return fieldNode(node.path, node.at, names);
  const args = node.args.map((arg) => typed(arg, names));
  const signatures = signaturesOf(node.name, node.isOperator);
  if (!signatures) throw unknownFunction(node.name, node.at);
  const counts = signatures.filter((signature) => takes(signature, args.length));
  if (counts.length === 0) throw wrongCount(node.name, node.at, signatures, args.length);
  for (const signature of counts) {
    const type = resultOf(signature, args);
    if (type) return { kind: 'call', type, name: node.name, args };
  }
  throw wrongType(node, args, counts);
}

function fieldNode(path: readonly string[], at: number, { noun, nouns }: Names): Expression {
  const operand = findOperand(noun, path, nouns);
  const name = path.join('.');
  if (operand === 'unusable') throw new FormulaError('formulaUnusableField', at, { name });
  if (operand) return { kind: 'field', type: operand.type, operand };
  throw new FormulaError('formulaUnknownField', at, { name, meant: nearestName(name, listOperands(noun, nouns)) });
}

function unknownFunction(name: string, at: number): FormulaError {
  return new FormulaError('formulaUnknownFunction', at, { name, meant: nearestName(name, functionNames) });
}

function takes({ args, least = args.length, repeats }: Signature, count: number): boolean {
  return count >= least && (repeats === true || count <= args.length);
}

function wrongCount(name: string, at: number, signatures: readonly Signature[], given: number): FormulaError {
  const wanted = Math.min(...signatures.map(({ args, least }) => least ?? args.length));
  return new FormulaError('formulaArgumentCount', at, { name: shownName(name), wanted, given });
}

const nameOfArgument = ({ args, repeats }: Signature, index: number): ArgumentType | undefined =>
  args[index] ?? (repeats ? args.at(-1) : undefined);

/** What a call of this signature gives, or null where the arguments do not fit it. */
function resultOf(signature: Signature, args: readonly Expression[]): ValueType | null {
  let same: ValueType | null = null;
  for (const [index, { type }] of args.entries()) {
    const wanted = nameOfArgument(signature, index);
    if (wanted === 'same') {
      if (same !== null && same !== type) return null;
      same = type;
    } else if (!wanted || !fits(wanted, type)) return null;
  }
  return signature.gives === 'same' ? same : signature.gives;
}

function fits(wanted: ArgumentType, type: ValueType): boolean {
  if (wanted === 'any') return true;
  if (wanted === 'scalar') return type !== 'list' && type !== 'record';
  return wanted === type;
}

/** Names the first argument that no signature takes, and what would have fitted there. */
function wrongType(
  node: Syntax & { readonly kind: 'call' },
  args: readonly Expression[],
  signatures: readonly Signature[],
): FormulaError {
  let left = signatures;
  for (const [index, arg] of args.entries()) {
    const fitting = left.filter((signature) => resultOf(signature, args.slice(0, index + 1)) !== null);
    // A result of one shared type is known from the first argument that has it.
    const kept = fitting.length > 0 ? fitting : left.filter((signature) => couldGoOn(signature, args, index));
    if (kept.length === 0) {
      const wanted = [...new Set(left.map((signature) => wantedAt(signature, args, index)))].join('|');
      const at = node.args[index]?.at ?? node.at;
      return new FormulaError('formulaArgumentType', at, { name: shownName(node.name), wanted, given: arg.type });
    }
    left = kept;
  }
  return new FormulaError('formulaArgumentType', node.at, { name: shownName(node.name), wanted: '', given: '' });
}

function couldGoOn(signature: Signature, args: readonly Expression[], index: number): boolean {
  return args.slice(0, index + 1).every(({ type }, position) => {
    const wanted = nameOfArgument(signature, position);
    if (wanted !== 'same') return wanted !== undefined && fits(wanted, type);
    const first = args.find((_, at) => nameOfArgument(signature, at) === 'same');
    return first?.type === type;
  });
}

function wantedAt(signature: Signature, args: readonly Expression[], index: number): string {
  const wanted = nameOfArgument(signature, index) ?? '';
  if (wanted !== 'same') return wanted;
  return args.find((_, at) => nameOfArgument(signature, at) === 'same')?.type ?? '';
}

/** An operator is shown as its sign. */
const signsOf: Readonly<Record<string, string>> = {
  ...{ add: '+', subtract: '-', multiply: '*', divide: '/', negate: '-', join: '&', equal: '=', unequal: '<>' },
  ...{ less: '<', atMost: '<=', greater: '>', atLeast: '>=' },
};

function shownName(name: string): string {
  return signsOf[name] ?? functionNames.find((one) => one.toLowerCase() === name) ?? name;
}

function nodesOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'call' ? [expression, ...expression.args.flatMap(nodesOf)] : [expression];
}
