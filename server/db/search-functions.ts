import { foldedLetters } from '../../shared/text/letters.ts';
import { literal } from '../metadata/names.ts';
import { extensionSchema } from './session.ts';

/**
 * Functions by which search texts are worked out of fields: as functions, because an expression of forty calls is planned
 * anew for each question, which took longer than to answer it. Their names end in the step that made them: another folding is another step.
 */
export const searchFunctions = {
  /** `foldText` of a text. */
  fold: `${extensionSchema}.fold_text_7`,
  /** What the entries of a list (jsonb) hold under a name, a line each. */
  textsOf: `${extensionSchema}.texts_of_7`,
  /** Numbers of a list of phones (jsonb), as they are dialled and as they were written, with and without what is no digit. */
  phoneTexts: `${extensionSchema}.phone_texts_7`,
} as const;

/** Dear, so that PostgreSQL asks first whether a record may be seen at all. */
const dear = 'immutable parallel safe cost 10000';

/** The statements that make them. */
export const createSearchFunctions = (): readonly string[] => [
  `create function ${searchFunctions.fold}(input text) returns text language plpgsql ${dear} as $$
  begin
    return ${foldSql('input')};
  end $$`,
  `create function ${searchFunctions.textsOf}(list jsonb, name text) returns text language plpgsql ${dear} as $$
  begin
    return (select string_agg(e ->> name, E'\\n') from jsonb_array_elements(list) e);
  end $$`,
  `create function ${searchFunctions.phoneTexts}(list jsonb) returns text language plpgsql ${dear} as $$
  begin
    return (select string_agg(concat_ws(E'\\n', e ->> 'number', e ->> 'original', ${digits("e ->> 'number'")}, ${digits("e ->> 'original'")}), E'\\n')
      from jsonb_array_elements(list) e);
  end $$`,
];

function digits(text: string): string {
  return `regexp_replace(${text}, '\\D', '', 'g')`;
}

/** `foldText` in SQL; a property test holds one to the other. */
function foldSql(text: string): string {
  const letters = `normalize(lower(normalize(${text}, NFKD)), NFKD)`;
  const bare = `regexp_replace(${letters}, '[\\u0300-\\u036f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]', '', 'g')`;
  const joined = `regexp_replace(${nested(bare, digraphs)}, 'ь(?=[аеиоуыэюяіє])', 'i', 'g')`;
  return `regexp_replace(translate(${nested(joined, longer)}, ${literal([...single, ...gone].join(''))}, ${literal(to.join(''))}), 'i{2,}', 'i', 'g')`;
}

/** What the letters become is never changed again, so they can be taken one after another. */
const table = [...foldedLetters];
const single = table.filter(([, folded]) => folded.length === 1).map(([letter]) => letter);
const to = table.filter(([, folded]) => folded.length === 1).map(([, folded]) => folded);
const gone = table.filter(([, folded]) => folded === '').map(([letter]) => letter);
const longer = table.filter(([, folded]) => folded.length > 1);
const digraphs = [
  ['ու', 'u'],
  ['sch', 'sh'],
  ['ph', 'f'],
  ['th', 't'],
] as const;

function nested(text: string, pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((inner, [from, into]) => `replace(${inner}, ${literal(from)}, ${literal(into)})`, text);
}
