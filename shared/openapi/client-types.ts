import { type ApiDocument, type JsonSchema, jsonOf, type Operation } from './document.ts';
import { keyText, typeText } from './type-text.ts';

interface NounSchemas {
  readonly plural: string;
  readonly record: string;
  /** Null where the reader of the document may not write. */
  readonly create: string | null;
  readonly update: string | null;
}

/**
 * The TypeScript module that tells the client of `clients/typescript` which nouns there are: an interface for each shape of
 * record, and `Nouns`, which holds them by plural.
 */
export function clientTypes(document: ApiDocument): string {
  const nouns = nounsOf(document);
  const { schemas } = document.components;
  const records = new Set(nouns.map(({ record }) => record));
  const named = [
    ...namesWithin(
      nouns.flatMap(({ record, create, update }) => [record, create, update]),
      schemas,
    ),
  ];
  const interfaces = named.map((name) => interfaceOf(name, schemas[name] ?? {}, records.has(name)));
  const lines = nouns.map(
    ({ plural, record, create, update }) =>
      `  readonly ${keyText(plural)}: { readonly record: ${record}; readonly create: ${create ?? 'never'}; readonly update: ${update ?? 'never'} };`,
  );
  return [
    '// Made from /api/openapi.json; make it again when fields are added or renamed.',
    ...interfaces,
    `/** Every noun by its plural, as addresses name it. */\nexport interface Nouns {\n${lines.join('\n')}\n}`,
    '',
  ].join('\n\n');
}

function nounsOf({ paths }: ApiDocument): readonly NounSchemas[] {
  const operations = new Map(
    Object.values(paths).flatMap((path) => Object.values(path).map((one) => [one.operationId, one] as const)),
  );
  return [...operations.values()].flatMap(({ operationId, responses }) => {
    const [plural = '', verb] = operationId.split('.');
    const record =
      verb === 'get' && operations.has(`${plural}.changes`) ? nameOf(jsonOf(responses['200']?.content)) : null;
    const taken = (name: string) => nameOf(bodyOf(operations.get(`${plural}.${name}`)));
    return record ? [{ plural, record, create: taken('create'), update: taken('update') }] : [];
  });
}

function bodyOf(operation: Operation | undefined): JsonSchema | null {
  return jsonOf(operation?.requestBody?.content);
}

function nameOf(schema: JsonSchema | null): string | null {
  return typeof schema?.$ref === 'string' ? (schema.$ref.split('/').at(-1) ?? null) : null;
}

/** The schemas named, and all that they refer to. */
function namesWithin(
  names: readonly (string | null)[],
  schemas: ApiDocument['components']['schemas'],
): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = names.filter((name) => name !== null);
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const [, other] of JSON.stringify(schemas[name] ?? {}).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      if (other) waiting.push(other);
  }
  return found;
}

/** A record that is read has all its fields: the client's own type takes away those not asked for. */
function interfaceOf(name: string, schema: JsonSchema, isRecord: boolean): string {
  const { additionalProperties: _, ...closed } = schema;
  const whole = isRecord ? { ...closed, required: Object.keys((schema.properties ?? {}) as object) } : schema;
  const told = typeof schema.description === 'string' ? `/** ${schema.description.replaceAll('*/', '')} */\n` : '';
  const text = typeText(whole, { indent: '', isFixed: true });
  return `${told}export ${schema.properties ? `interface ${name} ${text}` : `type ${name} = ${text};`}`;
}
