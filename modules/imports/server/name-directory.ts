import type { Context } from '../../../server/context.ts';
import { matchName, normaliseName } from '../../../shared/import/match-name.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { listNames } from './name.repository.ts';

/** Beyond this many records names are looked up one by one and must be written alike. */
const mostNames = 50_000;

export interface FoundName {
  readonly id: string;
  readonly name: string;
  readonly kind: 'exact' | 'normalised';
}

/** The names of a noun's records, kept while an import runs so that a name costs one look in memory. */
export class NameDirectory {
  private readonly exact = new Map<string, { id: string; name: string }>();
  private readonly normalised = new Map<string, { id: string; name: string } | null>();
  private readonly names: string[] = [];

  static async load(
    ctx: Context,
    noun: Noun,
    field: string,
    within: Readonly<Record<string, string>>,
  ): Promise<NameDirectory> {
    const directory = new NameDirectory();
    for (const record of await listNames(ctx, noun, field, within, mostNames)) directory.add(record.id, record.name);
    return directory;
  }

  add(id: string, name: string): void {
    const plain = name.trim().toLowerCase();
    if (!this.exact.has(plain)) this.exact.set(plain, { id, name });
    const key = normaliseName(name);
    const other = this.normalised.get(key);
    // Two records that are spelt alike: a spelling that fits both means neither.
    this.normalised.set(key, other === undefined || other?.id === id ? { id, name } : null);
    this.names.push(name);
  }

  find(text: string): FoundName | null {
    const exact = this.exact.get(text.trim().toLowerCase());
    if (exact) return { ...exact, kind: 'exact' };
    const alike = this.normalised.get(normaliseName(text));
    return alike ? { ...alike, kind: 'normalised' } : null;
  }

  /** Names that look alike, closest first. */
  suggest(text: string): readonly string[] {
    return this.names.length > 5000 ? [] : matchName(text, this.names).suggestions;
  }
}
