import { foldedLetters } from '../../shared/text/letters.ts';
import { literal } from '../metadata/names.ts';
import { extensionSchema } from './session.ts';

/**
 * Functions by which search texts are worked out of fields: as functions, because an expression of forty calls is planned
 * anew for each question, which took longer than to answer it. Their names end in the step that made them: another folding is another step.
 */
export const searchFunctions = {
  /** `foldText` of a text. */
  fold: `${extensionSchema}.fold_text_8`,
  /** What the entries of a list (jsonb) hold under a name, a line each. */
  textsOf: `${extensionSchema}.texts_of_8`,
  /** Numbers of a list of phones (jsonb), as they are dialled and as they were written, with and without what is no digit. */
  phoneTexts: `${extensionSchema}.phone_texts_8`,
} as const;

/** Not said to be dear, though they are: hardly a record found needs them, and PostgreSQL would plan as if each did. */
const kind = 'immutable parallel safe';

/** The statements that make them. */
export const createSearchFunctions = (): readonly string[] => [
  `create function ${searchFunctions.fold}(input text) returns text language plpgsql ${kind} as $$
  declare t text := lower(input);
  begin
    if octet_length(input) > char_length(input) then
      t := ${lettersSql('input')};
    end if;
    t := ${nested('t', digraphs)};
    ${scripts.map(foldScript).join('\n    ')}
    return regexp_replace(t, 'i{2,}', 'i', 'g');
  end $$`,
  `create function ${searchFunctions.textsOf}(list jsonb, name text) returns text language plpgsql ${kind} as $$
  begin
    return (select string_agg(e ->> name, E'\\n') from jsonb_array_elements(list) e);
  end $$`,
  `create function ${searchFunctions.phoneTexts}(list jsonb) returns text language plpgsql ${kind} as $$
  begin
    return (select string_agg(concat_ws(E'\\n', e ->> 'number', e ->> 'original', ${digits("e ->> 'number'")}, ${digits("e ->> 'original'")}), E'\\n')
      from jsonb_array_elements(list) e);
  end $$`,
];

function digits(text: string): string {
  return `regexp_replace(${text}, '\\D', '', 'g')`;
}

/** Lower-case letters without marks; of ASCII alone there are no others. */
function lettersSql(text: string): string {
  const letters = `normalize(lower(normalize(${text}, NFKD)), NFKD)`;
  return `regexp_replace(${letters}, '[\\u0300-\\u036f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]', '', 'g')`;
}

const digraphs = [
  ['ու', 'u'],
  ['sch', 'sh'],
  ['ph', 'f'],
  ['th', 't'],
] as const;

/**
 * A statement that folds the letters of one script, where any stand there: each letter of a text is compared with each of the table, so a
 * table for every script took more than half of the time. What letters become no other script folds, so one comes after another.
 */
function foldScript({ letters, first }: Script): string {
  const table = [...foldedLetters].filter(([letter]) => letters.test(letter));
  const longer = table.filter(([, folded]) => folded.length > 1);
  // What has something to become stands before what becomes nothing, as translate() reads them by place.
  const single = table
    .filter(([, folded]) => folded.length < 2)
    .toSorted(([, one], [, other]) => other.length - one.length);
  const from = literal(single.map(([letter]) => letter).join(''));
  const to = literal(single.map(([, folded]) => folded).join(''));
  const fold = `t := translate(${nested(first?.('t') ?? 't', longer)}, ${from}, ${to});`;
  return letters === ascii ? fold : `if t ~ '${letters.source}' then ${fold} end if;`;
}

interface Script {
  /** A letter of it, as a range that JavaScript and PostgreSQL understand alike. */
  readonly letters: RegExp;
  /** What is done before its letters are folded, one by one. */
  readonly first?: (text: string) => string;
}

const ascii = /[ -~]/;
const scripts: readonly Script[] = [
  {
    letters: /[\u0400-\u052f]/,
    first: (text) => `regexp_replace(${text}, 'ь(?=[аеиоуыэюяіє])', 'i', 'g')`,
  },
  { letters: /[\u0530-\u058f]/ },
  { letters: /[\u10a0-\u10ff]/ },
  { letters: /[^\s -~\u0400-\u058f\u10a0-\u10ff]/ },
  { letters: ascii },
];

function nested(text: string, pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((inner, [from, into]) => `replace(${inner}, ${literal(from)}, ${literal(into)})`, text);
}
