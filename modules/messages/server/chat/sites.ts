/** Sites that may show one chat. */
const most = 20;

/** The origins that a list of addresses names; null where one of them is none, or there are too many. */
export function sitesIn(text: string): readonly string[] | null {
  const named = text.split(/[\s,;]+/).filter(Boolean);
  const origins = named.flatMap((one) => originOf(one) ?? []);
  return origins.length === named.length && origins.length > 0 && origins.length <= most ? [...new Set(origins)] : null;
}

/** Nothing that would say more in a policy than one site. */
function originOf(address: string): string | null {
  const text = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(text)) return null;
  const { origin, hostname } = new URL(text);
  return /^[a-z0-9.:[\]-]+$/.test(hostname) && hostname !== '' ? origin : null;
}
