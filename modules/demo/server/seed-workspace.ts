import { setUp } from '../../../server/auth/set-up.ts';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { type CliGround, chooseWorkspace } from '../../../server/cli/ground.ts';
import { choosePassword } from '../../../server/cli/password.ts';
import type { Workspace } from '../../../server/context.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';

/** A workspace to fill, and how to sign in to it where it was made for that. */
export interface SeedWorkspace {
  readonly workspace: Workspace;
  readonly owner: { readonly email: string; readonly password: string } | null;
}

/** The workspace that is there, or a first one of that language with an owner. */
export async function findOrMakeWorkspace(
  ground: CliGround,
  wanted: string | undefined,
  language: Language,
): Promise<SeedWorkspace> {
  const { database, registry } = ground;
  if ((await listWorkspaces(database.control)).length > 0) {
    return { workspace: await chooseWorkspace(ground, wanted), owner: null };
  }
  const { password } = await choosePassword(false);
  const { ownerName, ...settings } = places[language];
  const owner = { name: ownerName, email: 'owner@rapport.example', password };
  const migrate: Parameters<typeof setUp>[0]['migrate'] = (address) => migrateWorkspace(database, address, registry);
  const workspace = await setUp({ database, registry, migrate }, { workspace: { ...settings, language }, owner });
  return { workspace, owner: { email: owner.email, password } };
}

/** How to sign in, for who typed the command. */
export function describeOwner({ owner }: SeedWorkspace): string {
  return owner ? `\nSign in as ${owner.email} with the password ${owner.password} (shown this once).` : '';
}

const places: Readonly<Record<Language, { name: string; currency: string; timeZone: string; ownerName: string }>> = {
  en: { name: 'Northwind Equipment', currency: 'GBP', timeZone: 'Europe/London', ownerName: 'Alice Bennett' },
  ru: { name: 'Торговая техника', currency: 'RUB', timeZone: 'Europe/Moscow', ownerName: 'Анна Соколова' },
  bg: { name: 'Търговска техника', currency: 'EUR', timeZone: 'Europe/Sofia', ownerName: 'Елена Петрова' },
  hy: { name: 'Առևտրի տեխնիկա', currency: 'AMD', timeZone: 'Asia/Yerevan', ownerName: 'Անի Սարգսյան' },
  ka: { name: 'სავაჭრო ტექნიკა', currency: 'GEL', timeZone: 'Asia/Tbilisi', ownerName: 'ნინო ბერიძე' },
};
