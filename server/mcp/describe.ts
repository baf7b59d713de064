import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { rightsOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import { labelsByLanguage, nounLabel } from '../texts/noun-labels.ts';

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
          called: nounLabel(ctx.registry, noun, ctx.language),
          mayCreate: create && writes,
          mayUpdate: update && writes,
        },
      ];
    }),
  };
}

/** A noun's fields with all that is needed to write and filter them. */
export function describeNoun(ctx: Context, noun: Noun): object {
  const labels = labelsByLanguage(ctx.registry, noun)[ctx.language] ?? {};
  const fields = Object.entries(allFields(noun)).map(([name, field]) => {
    const { hidden: _, search: __, was: ___, ...declared } = field;
    return { name, ...(labels[name] ? { called: labels[name] } : {}), ...declared };
  });
  return { noun: noun.name, plural: noun.plural, title: noun.title, fields };
}
