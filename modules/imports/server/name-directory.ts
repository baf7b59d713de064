import type { Context } from '../../../server/context.ts';
import { nameMatcher, normaliseName } from '../../../shared/import/match-name.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { caseFold } from '../../../shared/text/fold.ts';
import { listNames } from './name.repository.ts';

/** Beyond this many records a name that is not among the first ones is looked up by itself and must be written alike. */
const mostNames = 50_000;

/** Comparisons a directory makes for suggestions, some seconds' worth: a file of thousands of new names gets no more. */
const mostComparisons = 300_000;

export interface FoundName {
  readonly id: string;
  readonly name: string;
  /** `ambiguous`: several records bear the name. */
  readonly kind: 'exact' | 'normalised' | 'ambiguous';
}

/** The names of a noun's records, kept while an import runs so that a name costs one look in memory. */
export class NameDirectory {
  private readonly exact = new Map<string, FoundName>();
  private readonly normalised = new Map<string, { id: string; name: string } | null>();
  private readonly names: string[] = [];
  private comparisons = 0;
  /** How many names `match` knows: to prepare it anew for each that is added would cost more than it tells. */
  private matched = 0;
  private match = nameMatcher([]);

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
    const plain = caseFold(name.trim());
    this.exact.set(plain, { id, name, kind: this.exact.has(plain) ? 'ambiguous' : 'exact' });
    const key = normaliseName(name);
    const other = this.normalised.get(key);
    // Two records that are spelt alike: a spelling that fits both means neither.
    this.normalised.set(key, other === undefined || other?.id === id ? { id, name } : null);
    this.names.push(name);
  }

  find(text: string): FoundName | null {
    const exact = this.exact.get(caseFold(text.trim()));
    if (exact) return exact;
    const alike = this.normalised.get(normaliseName(text));
    return alike ? { ...alike, kind: 'normalised' } : null;
  }

  /** Whether there are more names than it holds. */
  get isPartial(): boolean {
    return this.names.length >= mostNames;
  }

  /** Names that look alike, closest first; of those just added the latest may be missing. */
  suggest(text: string): readonly string[] {
    this.comparisons += this.names.length;
    if (this.comparisons > mostComparisons) return [];
    if (this.names.length > this.matched * 1.2) {
      this.matched = this.names.length;
      this.match = nameMatcher(this.names);
    }
    return this.match(text).suggestions;
  }
}
