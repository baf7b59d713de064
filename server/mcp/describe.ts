import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { rightsOf } from '../access/access.ts';
import type { Context } from '../context.ts';

/** The nouns the reader may see, and what they may do with each. */
export function describeNouns(ctx: Context): object {
  return {
    nouns: ctx.registry.nouns.flatMap((noun) => {
      const { read, create, update } = rightsOf(ctx, noun);
      const writes = !noun.internal && !ctx.readOnly;
      if (!read) return [];
      return [
        {
          noun: noun.name,
          plural: noun.plural,
          called: labelsOf(ctx, noun).many ?? noun.plural,
          mayCreate: create && writes,
          mayUpdate: update && writes,
        },
      ];
    }),
  };
}

/** A noun's fields with all that is needed to write and filter them. */
export function describeNoun(ctx: Context, noun: Noun): object {
  const labels = labelsOf(ctx, noun).fields ?? {};
  const fields = Object.entries(allFields(noun)).map(([name, field]) => {
    const { hidden: _, search: __, was: ___, ...declared } = field;
    return { name, ...(labels[name] ? { called: labels[name] } : {}), ...declared };
  });
  return { noun: noun.name, plural: noun.plural, title: noun.title, fields };
}

function labelsOf(
  ctx: Context,
  noun: Noun,
): { readonly many?: string; readonly fields?: Readonly<Record<string, string>> } {
  for (const { labels } of ctx.registry.modules) {
    const found = labels?.[ctx.language]?.nouns[noun.name];
    if (found) return found as never;
  }
  return {};
}
