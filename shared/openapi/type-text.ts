import type { JsonSchema } from './document.ts';

/** How a schema's TypeScript type is written. */
export interface TypeStyle {
  /** What goes before each line of an object, and grows with each level; absent for one line. */
  readonly indent?: string;
  /** Whether what is described can not be changed by whoever holds it. */
  readonly isFixed?: boolean;
  /** What a reference to a named schema reads. */
  readonly named?: (name: string) => string;
}

/** The TypeScript type of what a JSON Schema describes: `string | null`, `{ amount: string; currency: string }`. */
export function typeText(schema: JsonSchema, style: TypeStyle = {}): string {
  if (typeof schema.$ref === 'string') return (style.named ?? same)(schema.$ref.split('/').at(-1) ?? '');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = (schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined;
  if (choices) return union(choices.map((choice) => typeText(choice, style)));
  if (schema.not) return 'never';
  const { type } = schema;
  if (Array.isArray(type)) return union(type.map((one) => typeText({ ...schema, type: one }, style)));
  if (type === 'array') return listText(schema, style);
  return type === 'object' ? objectText(schema, style) : (plain[String(type)] ?? 'unknown');
}

const same = (name: string) => name;
const plain: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

function listText({ items }: JsonSchema, style: TypeStyle): string {
  const item = items ? typeText(items as JsonSchema, style) : 'unknown';
  return `${style.isFixed ? 'readonly ' : ''}${item.includes(' | ') ? `(${item})` : item}[]`;
}

function objectText(schema: JsonSchema, style: TypeStyle): string {
  const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>);
  const required = new Set((schema.required as readonly string[] | undefined) ?? []);
  if (properties.length === 0) return mapText(schema, style);
  const inner = style.indent === undefined ? style : { ...style, indent: `${style.indent}  ` };
  const lines = properties.map(
    ([name, property]) =>
      `${style.isFixed ? 'readonly ' : ''}${keyText(name)}${required.has(name) ? '' : '?'}: ${typeText(property, inner)};`,
  );
  if (inner.indent === undefined) return `{ ${lines.join(' ')} }`;
  return `{\n${lines.map((line) => `${inner.indent}${line}\n`).join('')}${style.indent}}`;
}

/** An object whose names are not known. */
function mapText({ additionalProperties }: JsonSchema, style: TypeStyle): string {
  if (additionalProperties === false) return 'Record<string, never>';
  const value = additionalProperties as JsonSchema | true | undefined;
  return `Record<string, ${value && value !== true ? typeText(value, style) : 'unknown'}>`;
}

export function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
