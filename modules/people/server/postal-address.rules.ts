import { defineRules, type Values } from '../../../server/records/rules.ts';
import type { Address } from '../../../shared/nouns/value.ts';
import { postalAddress } from '../contract/index.ts';

/** An address is called by what stands on the letter, where nobody calls it otherwise. */
export const postalAddressRules = defineRules({
  noun: postalAddress,
  concerns: ['name', 'address'],
  beforeCreate: async (_ctx, values) => named(values, values),
  beforeUpdate: async (_ctx, before, patch) => {
    const isOwn = before.name !== nameOf(before.address);
    return 'name' in patch || ('address' in patch && !isOwn) ? named(patch, { ...before, ...patch }) : patch;
  },
});

function named(written: Values, whole: Values): Values {
  return written.name ? written : { ...written, name: nameOf(whole.address as Address | null) };
}

/** Of whatever is known of it, the street and the city first; no longer than a name may be. */
function nameOf(address: Address | null): string | null {
  const { street, city, region, postalCode, country } = address ?? {};
  const near = [street, city].filter(Boolean);
  const known = near.length > 0 ? near : [region, postalCode, country].filter(Boolean);
  return [...known.join(', ')].slice(0, longest).join('') || null;
}

const longest = postalAddress.fields.name.maxLength;
