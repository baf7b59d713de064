import type { Language } from '../nouns/metadata.ts';
import type { Noun } from '../nouns/noun.ts';
import { headerSynonyms } from './header-synonyms.ts';
import { listImportPaths, resolveImportPath } from './import-path.ts';
import { isNear, normaliseName } from './match-name.ts';
import { likelyPaths, suitsSamples } from './sample-evidence.ts';

export interface ColumnSuggestion {
  /** The column's header as it stands in the file. */
  readonly header: string;
  /** Import path, or null where nothing fits. */
  readonly path: string | null;
  /** From 0 to 1: 1 for the field's own name or label, 0.9 for a known synonym, 0.6 for a near spelling, 0.5 by the values. */
  readonly confidence: number;
}

export interface MappingQuestion {
  readonly headers: readonly string[];
  /** Some values of each column, in the order of the headers. */
  readonly samples: readonly (readonly string[])[];
  readonly noun: Noun;
  readonly nouns: readonly Noun[];
  /** What import paths, or the fields they begin with, are called in each language. */
  readonly labelsByLanguage: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>>;
}

/**
 * Which column goes where, one suggestion a column in the order of the headers. No two columns get one path, but for lists
 * (e-mails, phones, people), which take several. A column whose values do not suit the field is trusted half as much.
 */
export function suggestMapping(question: MappingQuestion): ColumnSuggestion[] {
  const names = namesOf(question);
  const offers = question.headers
    .flatMap((header, column) => offersFor(header, column, question.samples[column] ?? [], names, question))
    .filter(isNotWholeOfParts)
    .sort((one, other) => other.confidence - one.confidence || one.column - other.column);
  const chosen = new Map<number, Offer>();
  const taken = new Set<string>();
  for (const offer of offers) {
    if (chosen.has(offer.column) || taken.has(offer.path)) continue;
    chosen.set(offer.column, offer);
    if (!takesSeveral(offer.path, question)) taken.add(offer.path);
  }
  return question.headers.map((header, column) => {
    const offer = chosen.get(column);
    return { header, path: offer?.path ?? null, confidence: offer?.confidence ?? 0 };
  });
}

/** Beside a column of family names, "Name" is the given one. */
function isNotWholeOfParts(offer: Offer, _: number, offers: readonly Offer[]): boolean {
  return !offers.some(({ path, column }) => path === `${offer.path}.family` && column !== offer.column);
}

interface Offer {
  readonly column: number;
  readonly path: string;
  readonly confidence: number;
}

interface Name {
  /** Normalised. */
  readonly name: string;
  readonly path: string;
  readonly confidence: number;
}

/** Everything a column that belongs somewhere may be called, the surest first. */
function namesOf({ noun, nouns, labelsByLanguage }: MappingQuestion): Name[] {
  const paths = listImportPaths(noun, nouns);
  const own = paths.map((path) => ({ name: normaliseName(path), path, confidence: 1 }));
  const labels = Object.values(labelsByLanguage).flatMap((byPath) =>
    paths.flatMap((path) => {
      const label = byPath[path] ?? byPath[wholeOf(path, noun, paths)];
      return label ? [{ name: normaliseName(label), path, confidence: 1 }] : [];
    }),
  );
  const synonyms = headerSynonyms
    .filter((line) => !line.nouns || line.nouns.includes(noun.name))
    .filter((line) => resolveImportPath(noun, line.path, nouns) !== null)
    .flatMap(({ path, words }) => words.map((word) => ({ name: normaliseName(word), path, confidence: 0.9 })));
  return [...own, ...labels, ...synonyms].filter(({ name }) => name !== '');
}

/** A pointer's label stands for its title path only: "Company" is `company.name`, not `company.externalId`. */
function wholeOf(path: string, noun: Noun, paths: readonly string[]): string {
  const [first = ''] = path.split('.');
  const isFirst = paths.find((other) => other === first || other.startsWith(`${first}.`)) === path;
  const kind = noun.fields[first]?.kind;
  return isFirst && kind !== 'address' ? first : path;
}

function offersFor(
  header: string,
  column: number,
  samples: readonly string[],
  names: readonly Name[],
  { noun, nouns }: MappingQuestion,
): Offer[] {
  // "E-mail 2" is an e-mail.
  const key = normaliseName(header).replace(/(?<=\p{L})\d$/u, '');
  const exact = names.filter(({ name }) => name === key);
  const near = exact.length > 0 ? [] : names.filter(({ name }) => isNear(name, key));
  const offers = [...exact, ...near.map((name) => ({ ...name, confidence: 0.6 }))];
  if (offers.length === 0)
    offers.push(...likelyPaths(samples, noun).map((path) => ({ name: key, path, confidence: 0.5 })));
  return offers.map(({ path, confidence }) => {
    const target = resolveImportPath(noun, path, nouns)?.target;
    return { column, path, confidence: target && suitsSamples(target, samples) ? confidence : confidence / 2 };
  });
}

function takesSeveral(path: string, { noun, nouns }: MappingQuestion): boolean {
  const resolved = resolveImportPath(noun, path, nouns);
  const [first = ''] = path.split('.');
  const kind = resolved?.target.via ? undefined : resolved?.target.kind;
  return kind === 'emails' || kind === 'phones' || kind === 'urls' || noun.fields[first]?.kind === 'links';
}
