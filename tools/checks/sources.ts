import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { listFiles } from './files.ts';

const longest = 400;
const source = /\.(ts|tsx|mts|mjs|cjs|js|css)$/;
const script = /\.(ts|tsx|mts)$/;

/** Finds sources that are too long, silence the compiler or the tests, or write SQL where none belongs. */
export async function checkSources(root: string): Promise<string[]> {
  const files = listFiles(root).filter((file) => source.test(file));
  const problems = await Promise.all(
    files.map(async (file) => inspect(file, await readFile(path.join(root, file), 'utf8'))),
  );
  return problems.flat();
}

function inspect(file: string, text: string): string[] {
  const problems = [...inspectLength(file, text), ...inspectComments(file, text)];
  return script.test(file) ? [...problems, ...inspectSyntax(file, text)] : problems;
}

function inspectLength(file: string, text: string): string[] {
  const lines = text.trimEnd().split('\n').length;
  return lines > longest ? [`${file}: ${lines} lines; over ${longest} it is several files`] : [];
}

function inspectComments(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const where = `${file}:${index + 1}`;
    if (/(\/\/|\/\*).*@ts-(ignore|nocheck)/.test(line)) return [`${where}: silences the compiler`];
    if (/(\/\/|\/\*).*@ts-expect-error\s*($|\*\/)/.test(line)) return [`${where}: expects an error without a reason`];
    const ignored = /(?:\/\/|\/\*)\s*biome-ignore(-\w+)?\s+\S+?(?::\s*(.*?))?\s*(?:\*\/.*)?$/.exec(line);
    if (ignored && !isReason(ignored[2])) return [`${where}: silences Biome without a reason`];
    return [];
  });
}

function isReason(words: string | undefined): boolean {
  return words !== undefined && words.length >= 10 && !words.startsWith('<');
}

function inspectSyntax(file: string, text: string): string[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const problems: string[] = [];
  const report = (node: ts.Node, problem: string) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    problems.push(`${file}:${line + 1}: ${problem}`);
  };
  const visit = (node: ts.Node): void => {
    const problem = judge(file, node);
    if (problem) report(node, problem);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return problems;
}

function judge(file: string, node: ts.Node): string | null {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return '`any` is not a type; say what is known, or `unknown`';
  if (ts.isPropertyAccessExpression(node)) return judgeTestModifier(node) ?? judgeQuery(file, node);
  if (/\.routes\.ts$/.test(file)) return judgeRoute(node);
  return null;
}

function judgeTestModifier(node: ts.PropertyAccessExpression): string | null {
  const subject = node.expression.getText();
  const word = node.name.text;
  if (!/^((it|test|describe|suite)(\.\w+)*|context|ctx)$/.test(subject)) return null;
  if (word === 'only') return 'a test that keeps the others from running';
  if (word === 'todo') return 'a test that is only promised';
  if (!/^(skip|skipIf|runIf)$/.test(word)) return null;
  return /['"`(:, ](no data|as root)/.test(statementHead(node))
    ? null
    : 'a skipped test; the only reasons that count are "no data" and "as root"';
}

/** The beginning of the statement a node stands in: enough to hold a test's title. */
function statementHead(node: ts.Node): string {
  let statement = node;
  while (statement.parent && !ts.isStatement(statement)) statement = statement.parent;
  return statement.getText().slice(0, 400);
}

function judgeQuery(file: string, node: ts.PropertyAccessExpression): string | null {
  if (!/^modules\/[^/]+\/server\//.test(file) || /\.(repository|factory|test)\.ts$/.test(file)) return null;
  if (node.name.text !== 'query' || !/(^|\.)db$/.test(node.expression.getText())) return null;
  return 'SQL outside the engine; it belongs into a *.repository.ts';
}

/** Routes are made by `defineRoute`, whose parameters hold the policy; an object of one's own could be cast around it. */
function judgeRoute(node: ts.Node): string | null {
  if (ts.isAsExpression(node) && /\bRoute\b/.test(node.type.getText())) return 'a route by assertion; use defineRoute';
  if (!ts.isObjectLiteralExpression(node)) return null;
  const names = node.properties.map((property) => property.name?.getText());
  return names.includes('endpoint') && names.includes('handle') ? 'a route by hand; use defineRoute' : null;
}
