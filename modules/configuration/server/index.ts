import { recordVersion } from '../../../server/configuration/record-version.ts';
import { configurationVersionDdl } from '../../../server/configuration/version.repository.ts';
import type { ServerModule } from '../../../server/module.ts';
import { exportCommand, importConfigurationCommand } from './configuration.command.ts';
import { configurationRoutes } from './configuration.routes.ts';
import { keepVersions } from './configuration.witness.ts';
import { sandboxCommand } from './sandbox.command.ts';
import { sandboxRoutes } from './sandbox.routes.ts';

/**
 * Configuration as a thing of its own: versions, packages, presets. What it consists of, the other modules say
 * (`ServerModule.configuration`).
 */
export function configurationModuleOf(others: readonly ServerModule[]): ServerModule {
  const parts = others.flatMap((module) => module.configuration ?? []);
  return {
    name: 'configuration',
    routes: [...configurationRoutes, ...sandboxRoutes],
    ddl: configurationVersionDdl,
    witnesses: [keepVersions(parts.flatMap(({ heardOf }) => heardOf))],
    commands: [exportCommand, importConfigurationCommand, sandboxCommand],
    // What a workspace starts with is its first version, to go back to.
    setUp: (ctx) => recordVersion(ctx, { at: ctx.now().toISOString(), member: null, through: 'system' }),
  };
}
