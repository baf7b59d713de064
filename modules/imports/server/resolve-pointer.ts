import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { isEmpty } from '../../../server/records/values.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { PersonName } from '../../../shared/nouns/value.ts';
import type { ImportMapping } from '../contract/index.ts';
import type { ImportNotes } from './import-notes.ts';
import { findByKey } from './name.repository.ts';
import { NameDirectory } from './name-directory.ts';
import type { ReadRow } from './read-row.ts';

/** Looks related records up by what rows say of them, each once; forgets everything when a transaction was taken back. */
export class PointerResolver {
  private readonly directories = new Map<string, NameDirectory>();
  private readonly known = new Map<string, string | null>();
  readonly notes: ImportNotes;
  private readonly mapping: ImportMapping;

  constructor(notes: ImportNotes, mapping: ImportMapping) {
    this.notes = notes;
    this.mapping = mapping;
  }

  forget(): void {
    this.directories.clear();
    this.known.clear();
  }

  /**
   * The id of the record a row names, created from its name where the noun allows it; null where there is none.
   * `siblings` are pointers already resolved beside this one: a stage is looked for in the deal's pipeline.
   */
  async resolve(ctx: Context, row: ReadRow, siblings: Readonly<Record<string, string>> = {}): Promise<string | null> {
    const { noun } = row.plan;
    const within = Object.fromEntries(Object.entries(siblings).filter(([name]) => belongsTo(noun, name)));
    const cacheKey = JSON.stringify([noun.name, row.texts, row.pointers.map(({ row: inner }) => inner.texts), within]);
    const known = this.known.get(cacheKey);
    if (known) {
      this.notes.countAgain(noun.name, row.texts);
      return known;
    }
    const id = await this.look(ctx, row, within);
    this.known.set(cacheKey, id);
    return id;
  }

  private async look(ctx: Context, row: ReadRow, within: Readonly<Record<string, string>>): Promise<string | null> {
    const { noun } = row.plan;
    const pointers = await this.resolveAll(ctx, row);
    const values = { ...row.values, ...pointers };
    const fields = allFields(noun);
    for (const name of ['externalId', ...(noun.matchBy ?? [])]) {
      const field = fields[name];
      if (!field || name === noun.title || isEmpty(values[name])) continue;
      const id = await findByKey(ctx, noun, name, field, values[name]);
      if (id) return id;
    }
    const title = titleText(values[noun.title]);
    if (title) return this.byTitle(ctx, row, title, values, within);
    for (const [name, id] of Object.entries(pointers)) {
      const found = await findByKey(ctx, noun, name, fields[name] as never, id);
      if (found) return found;
    }
    return isEmpty(values) ? null : this.create(ctx, row, { ...values, ...within });
  }

  private async byTitle(
    ctx: Context,
    row: ReadRow,
    given: string,
    values: Readonly<Record<string, unknown>>,
    within: Readonly<Record<string, string>>,
  ): Promise<string | null> {
    const { noun } = row.plan;
    const header = row.plan.cells.find((cell) => cell.name === noun.title)?.header ?? '';
    const choices = this.mapping.names?.[header] ?? {};
    const decided = Object.hasOwn(choices, given) ? choices[given] : undefined;
    const directory = await this.directory(ctx, noun, within);
    const found = decided === '' ? null : directory.find(decided ?? given);
    if (found) {
      if (decided) this.notes.chosen(header, given, found.name, []);
      else if (found.kind === 'normalised') this.notes.matched(noun.name, header, given, found.name);
      return found.id;
    }
    if (!noun.createdByImport) {
      this.notes.unknown(noun.name, header, given, directory.suggest(given));
      return null;
    }
    this.notes.created(noun.name, header, given, directory.suggest(given));
    const id = await this.create(ctx, row, { ...values, ...within });
    if (id) directory.add(id, given);
    return id;
  }

  private async resolveAll(ctx: Context, row: ReadRow): Promise<Record<string, string>> {
    const resolved: Record<string, string> = {};
    for (const pointer of row.pointers) {
      const id = await this.resolve(ctx, pointer.row, resolved);
      if (id) resolved[pointer.plan.name] = id;
    }
    return resolved;
  }

  private async create(ctx: Context, row: ReadRow, values: Readonly<Record<string, unknown>>): Promise<string | null> {
    if (!row.plan.noun.createdByImport) return null;
    return (await createRecord(ctx, row.plan.noun, values)).id;
  }

  private async directory(
    ctx: Context,
    noun: ReadRow['plan']['noun'],
    within: Readonly<Record<string, string>>,
  ): Promise<NameDirectory> {
    const key = JSON.stringify([noun.name, within]);
    const known = this.directories.get(key);
    if (known) return known;
    const loaded = await NameDirectory.load(ctx, noun, noun.title, within);
    this.directories.set(key, loaded);
    return loaded;
  }
}

/** A stage is nothing without its pipeline; that a company has an owner too says nothing about which one is meant. */
function belongsTo(noun: Noun, name: string): boolean {
  const field = Object.hasOwn(noun.fields, name) ? noun.fields[name] : undefined;
  return field?.kind === 'relation' && field.required === true;
}

function titleText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value && typeof value === 'object' ? personNameText(value as PersonName, 'en') : '';
}
