import type { Field } from './field.ts';
import type { NounWords } from './noun-words.ts';

/** A noun: a kind of record (company, deal …), as declared once in `modules/<module>/contract/<noun>.object.ts`. */
export interface Noun {
  /** Singular camelCase, e.g. `deal`: the name in relations, changes, policies and translations. */
  readonly name: string;
  /** Plural kebab-case, e.g. `deals`: the name in URLs, the command line and (as snake_case) the table. */
  readonly plural: string;
  /** The field whose text names a record to a person. */
  readonly title: string;
  /** A Tabler icon name, e.g. `building`. */
  readonly icon: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** The order a list opens with; default `-createdAt`. A field name, `-` in front for descending. */
  readonly defaultSort?: string;
  /** Fields a list shows before the user chooses; default: the first six. */
  readonly listFields?: readonly string[];
  /** The fields that recognise an existing record at import, tried in this order; `externalId` always comes first. */
  readonly matchBy?: readonly string[];
  /** A record named in an import that does not exist is created from its name (a company, a product), not rejected. */
  readonly createdByImport?: boolean;
  /** Records that belong to a parent (a deal's lines): rights follow the parent named by this relation field. */
  readonly parent?: string;
  /** What a parent calls its children (`lines`): their place in import paths. Only together with `parent`. */
  readonly collection?: string;
  /**
   * Who may do what, for a noun without a policy of its own: `work` is read by all and changed by its owner (the member
   * field that defaults to the actor), `directory` is kept by managers and owners.
   */
  readonly rights?: 'work' | 'directory';
  /** Fields that are looked up together, in this order: an index each, besides those that every field has by itself. */
  readonly lookups?: readonly (readonly string[])[];
  /** The field that says in which of the theme's colours a record is shown where others are marked with it. */
  readonly color?: string;
  /** Not every workspace has any: it is in no navigation, and where there are none cards offer to add one and show no panel. */
  readonly isOptional?: boolean;
  /**
   * Two of its records may turn out to be one, and then are merged. By these fields one is told from another: what they hold alike makes
   * them likely duplicates.
   */
  readonly duplicates?: readonly string[];
  /** Its records tell what happened with those they point at: they stand in the timelines of these. */
  readonly tells?: Telling;
  /** Its files are looked at or heard in the product: whoever takes one out needs the right to export, and it counts as that. */
  readonly filesTakenOut?: true;
  /** Declared for the engine's own use (no navigation entry, not offered as import target). */
  readonly internal?: boolean;
  /** What the workspace calls the noun; where it says nothing, the words are those of the module's locales. */
  readonly label?: NounWords;
  /** Added by the workspace. */
  readonly custom?: true;
  /** Added by the workspace and given up again: its records are kept and read, never written, and lead nowhere. */
  readonly retired?: true;
}

/** What of a record that tells what happened is asked for in timelines, by fields of its noun. */
export interface Telling {
  /** When it took place; where it is empty or not named, when it was written down. */
  readonly at?: string;
  /** By what it happened (call, meeting), a choice; without one the noun itself is the channel. */
  readonly channel?: string;
  /** Who did it. */
  readonly by: string;
}

/** Declares a noun. Throws at start-up when the declaration contradicts itself. */
export function defineNoun<const N extends Noun>(noun: N): N {
  if (!(noun.title in noun.fields)) throw new Error(`Noun ${noun.name}: title field "${noun.title}" is not declared`);
  for (const name of Object.keys(noun.fields)) {
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) throw new Error(`Noun ${noun.name}: "${name}" is not a camelCase name`);
    if (/^x[A-Z]/.test(name)) throw new Error(`Noun ${noun.name}: "${name}" begins as only added fields do`);
    if (name in systemFields || ownColumns.has(name))
      throw new Error(`Noun ${noun.name}: "${name}" is a field every noun has already`);
  }
  const named = [
    noun.listFields,
    noun.matchBy,
    noun.lookups?.flat(),
    noun.duplicates,
    noun.parent ? [noun.parent] : [],
    noun.color ? [noun.color] : [],
    noun.tells ? [noun.tells.by, noun.tells.at ?? noun.tells.by, noun.tells.channel ?? noun.tells.by] : [],
  ];
  for (const name of named.flatMap((names) => names ?? [])) {
    if (!(name in noun.fields) && !(name in systemFields))
      throw new Error(`Noun ${noun.name}: field "${name}" is not declared`);
  }
  if (noun.duplicates && (noun.parent || noun.internal))
    throw new Error(`Noun ${noun.name}: what belongs to a parent or to the engine is not merged`);
  for (const [name, field] of Object.entries<Field>(noun.fields)) {
    if (field.kind === 'relation' && field.within && noun.fields[field.within]?.kind !== 'relation')
      throw new Error(`Noun ${noun.name}: "${name}" is within "${field.within}", which is no relation`);
    if (field.kind === 'links' && field.opposites && field.to !== noun.name)
      throw new Error(`Noun ${noun.name}: "${name}" can not lead back from ${field.to}`);
  }
  return noun;
}

/** What every record has that is no field, by the names a field would give it. */
const ownColumns: ReadonlySet<string> = new Set(['id', 'version', 'search', 'deletedWith']);

/** Fields every record has, besides `id` and `version`. All but `externalId` are set by the server. */
export const systemFields = {
  createdAt: { kind: 'datetime', readOnly: true },
  updatedAt: { kind: 'datetime', readOnly: true },
  createdBy: { kind: 'member', readOnly: true, hidden: true },
  deletedAt: { kind: 'datetime', readOnly: true, hidden: true },
  /** The record's key in the system it came from; one live record per value. */
  externalId: { kind: 'text', unique: true, maxLength: 200, hidden: true },
} as const satisfies Record<string, Field>;

/** A noun's own and system fields by name. */
export function allFields(noun: Noun): Readonly<Record<string, Field>> {
  let fields = fieldsOf.get(noun);
  if (!fields) {
    fields = { ...noun.fields, ...systemFields };
    fieldsOf.set(noun, fields);
  }
  return fields;
}

const fieldsOf = new WeakMap<Noun, Readonly<Record<string, Field>>>();
