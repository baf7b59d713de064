import type { Field } from '../../shared/nouns/field.ts';
import { quote } from '../metadata/names.ts';

/** Stands for what is not shown. */
const rest = "'\u2022\u2022\u2022\u2022'";

/** The beginning of the field's value at alias `t` as JSON: a number's country and area, a mailbox's letter and host, a third of a text. */
export function maskedJson(field: Field, t: string, column: string): string {
  const value = `${t}.${quote(column)}`;
  if (field.kind === 'phones')
    return entries(value, `'number', ${start("e ->> 'number'", 6)}, 'original', ${start("e ->> 'number'", 6)}`);
  if (field.kind === 'emails') {
    const [box, host] = ["split_part(e ->> 'address', '@', 1)", "split_part(e ->> 'address', '@', 2)"];
    return entries(value, `'address', ${start(box, 1)} || '@' || ${host}`);
  }
  return `case when ${value} is not null then ${start(value, 3)} end`;
}

/** Never more than half of it. */
function start(text: string, most: number): string {
  return `left(${text}, least(${most}, length(${text}) / 2)) || ${rest}`;
}

function entries(value: string, pairs: string): string {
  const entry = `json_strip_nulls(json_build_object(${pairs}, 'label', e ->> 'label'))`;
  return `(select coalesce(json_agg(${entry}), '[]') from jsonb_array_elements(${value}) e)`;
}
