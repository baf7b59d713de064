import { localText } from '../../../../web/i18n/local-text.ts';
import { joinLabels, type PathTarget } from '../path-label.ts';

/** The paths of one kind of record, as a select shows them. */
export interface PathGroup {
  readonly group: string;
  readonly items: PathOption[];
}

interface PathOption {
  readonly value: string;
  readonly label: string;
  /** What the workspace says of the field. */
  readonly help: string | undefined;
}

/** Every path a column may be given, the record's own fields first, then those of each record it points at. */
export function pathOptions(
  paths: readonly string[],
  follow: (path: string) => PathTarget | null,
  own: string,
  language: string,
): PathGroup[] {
  const groups = new Map<string, PathOption[]>([[own, []]]);
  for (const path of paths) {
    const target = follow(path);
    if (!target) continue;
    const group = target.isOwn ? own : (target.labels[0] ?? own);
    const items = groups.get(group) ?? [];
    items.push({ value: path, label: joinLabels(target.labels), help: localText(target.field.help, language) });
    groups.set(group, items);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
