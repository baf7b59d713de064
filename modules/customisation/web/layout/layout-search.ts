import { type Surface, surfaces } from '../../../../shared/nouns/layout.ts';
import { roles } from '../../../../shared/nouns/metadata.ts';

/** Which layout the address asks for. */
export interface LayoutSearch {
  readonly noun?: string;
  readonly surface?: Surface;
  /** A standard role, or the id of one of the workspace's own. */
  readonly role?: string;
  readonly kindField?: string;
  readonly kind?: string;
}

const isId = (value: unknown) => typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);

/** What of an address makes sense; the rest is left out. */
export function readLayoutSearch(given: Record<string, unknown>): LayoutSearch {
  const surface = surfaces.find((one) => one === given.surface);
  const isRole = roles.some((one) => one === given.role) || isId(given.role);
  const { noun, kindField } = given;
  // The address reads `true` as a boolean.
  const kind = typeof given.kind === 'boolean' || typeof given.kind === 'number' ? String(given.kind) : given.kind;
  return {
    ...(typeof noun === 'string' ? { noun } : {}),
    ...(surface ? { surface } : {}),
    ...(isRole ? { role: String(given.role) } : {}),
    ...(typeof kindField === 'string' ? { kindField } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
  };
}
