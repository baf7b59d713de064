import { type Surface, surfaces } from '../../../../shared/nouns/layout.ts';
import { type Role, roles } from '../../../../shared/nouns/metadata.ts';

/** Which layout the address asks for. */
export interface LayoutSearch {
  readonly noun?: string;
  readonly surface?: Surface;
  readonly role?: Role;
  readonly kindField?: string;
  readonly kind?: string;
}

/** What of an address makes sense; the rest is left out. */
export function readLayoutSearch(given: Record<string, unknown>): LayoutSearch {
  const surface = surfaces.find((one) => one === given.surface);
  const role = roles.find((one) => one === given.role);
  const { noun, kindField } = given;
  // The address reads `true` as a boolean.
  const kind = typeof given.kind === 'boolean' || typeof given.kind === 'number' ? String(given.kind) : given.kind;
  return {
    ...(typeof noun === 'string' ? { noun } : {}),
    ...(surface ? { surface } : {}),
    ...(role ? { role } : {}),
    ...(typeof kindField === 'string' ? { kindField } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
  };
}
