import type { ComboboxParsedItem, OptionsFilter } from '@mantine/core';

/** Fields that are offered at once: with many that point at records they are thousands, and whoever does not see theirs types. */
export const mostOffered = 120;

/**
 * Of the options whose label has the words so many, group after group: Mantine's own limit counts each group by itself, and
 * fields that point at records make a group each.
 */
export const firstMatches: OptionsFilter = ({ options, search, limit }) => {
  const words = search.trim().toLocaleLowerCase();
  let left = limit;
  const take = <T extends { readonly label: string }>(items: readonly T[]): T[] => {
    const found = items.filter(({ label }) => label.toLocaleLowerCase().includes(words)).slice(0, left);
    left -= found.length;
    return found;
  };
  return options.flatMap((item): ComboboxParsedItem[] => {
    if (!('group' in item)) return take([item]);
    const items = take(item.items);
    return items.length > 0 ? [{ ...item, items }] : [];
  });
};
