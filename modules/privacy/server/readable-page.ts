import type { Context } from '../../../server/context.ts';
import { nounLabel } from '../../../server/texts/noun-labels.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { jsonText } from '../../../shared/text/json-text.ts';
import type { Everything } from './person-file.ts';

/** The same as the JSON says, to be read by the person it is about: a page without scripts, styles of others or addresses. */
export function readablePage(
  { person, merged, about, among, letters, kept, files, workspace, madeAt }: Everything,
  ctx: Context,
): string {
  const { language, registry } = ctx;
  const section = (title: string, records: readonly object[]) =>
    records.length === 0 ? '' : `<h2>${escaped(title)}</h2>${records.map(table).join('')}`;
  const labelled = (all: Readonly<Record<string, readonly AnyRecord[]>>) =>
    Object.entries(all).map(([name, records]) =>
      section(nounLabel(registry, registry.getNoun(name), language), records),
    );
  const parts = [
    section(nounLabel(registry, registry.getNoun('person'), language), [person, ...merged]),
    ...labelled(about),
    ...labelled(among),
    section('@', letters),
    section('💬', Object.values(kept).flat()),
    section('📎', files),
  ];
  const title = escaped(`${workspace}, ${madeAt.slice(0, 10)}`);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head><body><h1>${title}</h1>${parts.join('')}</body></html>\n`;
}

const style =
  'body{font:15px/1.5 sans-serif;max-width:50em;margin:2em auto}th{text-align:left;vertical-align:top;padding-right:1em}table{margin-bottom:1.5em}';

/** The fields that hold something, a line each. */
function table(record: object): string {
  const lines = Object.entries(record).flatMap(([name, value]) => {
    const text = textOf(value);
    return text === '' ? [] : [`<tr><th>${escaped(name)}</th><td>${escaped(text)}</td></tr>`];
  });
  return `<table>${lines.join('')}</table>`;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? jsonText(value) : String(value);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
