import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { isEmpty } from '../../../server/records/values.ts';
import { type AppError, invalidField } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { caseFold } from '../../../shared/text/fold.ts';
import type { ImportMapping } from '../contract/index.ts';
import type { ImportNotes } from './import-notes.ts';
import { listByKeys } from './key.repository.ts';
import { NameDirectory } from './name-directory.ts';
import type { ReadRow } from './read-row.ts';
import { listKeys, type NamedKey, titleOf } from './row-keys.ts';

/** Looks related records up by what rows say of them, each once. */
export class PointerResolver {
  private readonly directories = new Map<string, NameDirectory>();
  private readonly known = new Map<string, string>();
  /** Rows that named nobody: asked again only once somebody new is there. */
  private readonly unknown = new Set<string>();
  private fresh: string[] = [];
  private made = 0;
  readonly notes: ImportNotes;
  private readonly mapping: ImportMapping;

  constructor(notes: ImportNotes, mapping: ImportMapping) {
    this.notes = notes;
    this.mapping = mapping;
  }

  /** How many records it has created. */
  get created(): number {
    return this.made;
  }

  /** What was looked up, created and noted so far is committed. */
  settle(): void {
    this.fresh = [];
    this.notes.settle();
  }

  /** The transaction was taken back: what it created is not there. */
  undo(): void {
    for (const key of this.fresh) {
      this.known.delete(key);
      this.directories.delete(key);
    }
    this.unknown.clear();
    this.fresh = [];
    this.notes.undo();
  }

  /** A row has made a record that others may name from now on. */
  learn(noun: Noun, id: string, title: string): void {
    this.unknown.clear();
    for (const [key, directory] of this.directories) {
      const [name, within] = JSON.parse(key) as [string, object];
      if (name !== noun.name) continue;
      if (Object.keys(within).length > 0) this.directories.delete(key);
      else if (title) directory.add(id, title);
      this.fresh.push(key);
    }
  }

  /**
   * The id of the record a row names, created from its name where the noun allows it; null where there is none.
   * `siblings` are pointers already resolved beside this one: a stage is looked for in the deal's pipeline.
   * @throws AppError 422 `ambiguousName` at the column where several records are called so.
   */
  async resolve(ctx: Context, row: ReadRow, siblings: Readonly<Record<string, string>> = {}): Promise<string | null> {
    const { noun } = row.plan;
    const within = Object.fromEntries(Object.entries(siblings).filter(([name]) => belongsTo(noun, name)));
    const cacheKey = JSON.stringify([noun.name, row.texts, row.pointers.map(({ row: inner }) => inner.texts), within]);
    const known = this.known.get(cacheKey);
    if (known || this.unknown.has(cacheKey)) {
      this.notes.countAgain(noun.name, row.texts);
      return known ?? null;
    }
    const id = await this.look(ctx, row, within);
    if (id) {
      this.known.set(cacheKey, id);
      this.fresh.push(cacheKey);
    } else this.unknown.add(cacheKey);
    return id;
  }

  private async look(ctx: Context, row: ReadRow, within: Readonly<Record<string, string>>): Promise<string | null> {
    const { noun } = row.plan;
    const pointers = await this.resolveAll(ctx, row);
    const values = { ...row.values, ...pointers };
    for (const key of listKeys(noun, values).filter(({ name }) => name !== noun.title)) {
      const id = await this.byKey(ctx, row, key);
      if (id) return id;
    }
    const title = titleOf(noun, values);
    if (title) return this.byTitle(ctx, row, title, values, within);
    for (const [name, id] of Object.entries(pointers)) {
      const found = await this.byKey(ctx, row, { name, text: id, title: null });
      if (found) return found;
    }
    return isEmpty(values) ? null : this.create(ctx, row, { ...values, ...within });
  }

  private async byKey(ctx: Context, row: ReadRow, key: NamedKey): Promise<string | null> {
    const [[id = null, other] = []] = await listByKeys(ctx, row.plan.noun, key.name, [key]);
    if (other) throw ambiguous(row);
    return id;
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
      if (found.kind === 'ambiguous') throw ambiguous(row);
      if (decided) this.notes.chosen(header, given, found.name, []);
      else if (found.kind === 'normalised') this.notes.matched(noun.name, header, given, found.name);
      return found.id;
    }
    const beyond =
      directory.isPartial && decided !== '' && (await this.byKey(ctx, row, titleKey(noun, decided ?? given)));
    if (beyond) return beyond;
    if (!noun.createdByImport) {
      this.notes.unknown(noun.name, header, given, directory.suggest(given));
      return null;
    }
    this.notes.created(noun.name, header, given, directory.suggest(given));
    return this.create(ctx, row, { ...values, ...within });
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
    const { noun } = row.plan;
    if (!noun.createdByImport) return null;
    const { id } = await createRecord(ctx, noun, values);
    this.made++;
    this.learn(noun, id, titleOf(noun, values));
    return id;
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

/** Which of those that are called so is meant, only a person can say. */
function ambiguous(row: ReadRow): AppError {
  const [header = '', value = ''] = Object.entries(row.texts)[0] ?? [];
  return invalidField(header, 'ambiguousName', { value });
}

const titleKey = (noun: Noun, title: string): NamedKey => ({
  ...{ name: noun.title, text: caseFold(title.trim()), title: null },
});
