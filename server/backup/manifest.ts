import { z } from 'zod';
import type { CustomFieldDefinition } from '../../shared/nouns/custom-field.ts';
import type { CustomNounDefinition } from '../../shared/nouns/custom-noun.ts';

/** Of the file's shape; another number is another shape. */
export const formatVersion = 1;

const content = { bytes: z.int(), sha256: z.string() };

const storedSchema = z.object({
  /** Null for the control schema. */
  workspace: z.object({ id: z.string(), schema: z.string(), name: z.string() }).nullable(),
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int(), ...content })),
  /** ISO date of the oldest change; null where there is none. */
  firstChange: z.string().nullable(),
  /** The fields the workspace has added: their columns must be there before its tables are filled. */
  customFields: z
    .array(
      z.object({
        ...{ id: z.string(), noun: z.string(), name: z.string(), version: z.int().default(1) },
        definition: z.custom<CustomFieldDefinition>(),
      }),
    )
    .default([]),
  /** Its own nouns: so must their tables. */
  customNouns: z
    .array(
      z.object({
        ...{ id: z.string(), name: z.string(), plural: z.string(), version: z.int().default(1) },
        definition: z.custom<CustomNounDefinition>(),
      }),
    )
    .default([]),
});

/** What a backup holds, in the order it lies in the file: schemas, jobs, files, secret. */
export const manifestSchema = z.object({
  /** The version of Rapport that wrote it. */
  product: z.string(),
  madeAt: z.iso.datetime(),
  /** PostgreSQL's version number, e.g. 180004. */
  postgres: z.int(),
  /** The steps the control schema had gone through. */
  controlSteps: z.array(z.string()),
  schemas: z.array(storedSchema),
  jobs: z.object({ rows: z.int(), ...content }),
  files: z.array(z.object({ path: z.string(), ...content })),
  /** Whether the secret that signs sessions is in it: whoever has the file can then sign in as anybody. */
  secret: z.object(content).nullable(),
});

export type Manifest = z.output<typeof manifestSchema>;
export type SchemaManifest = z.output<typeof storedSchema>;
export type TableManifest = SchemaManifest['tables'][number];

/** What stands before each entry's bytes. */
export const entryHeader = z.object({ kind: z.enum(['table', 'jobs', 'file', 'secret']), name: z.string() });
export type EntryHeader = z.output<typeof entryHeader>;

/** How a table is called in the file. */
export function tableEntry(schema: string | null, table: string): EntryHeader {
  return { kind: 'table', name: `${schema ?? 'control'}.${table}` };
}
