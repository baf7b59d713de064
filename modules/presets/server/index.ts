import type { ServerModule } from '../../../server/module.ts';
import { presetCommand } from './preset.command.ts';
import { presetRoutes } from './presets.routes.ts';

/** What trades begin with: nouns, fields, pipelines and views, brought in as configuration. */
export const presetsModule: ServerModule = { name: 'presets', routes: presetRoutes, commands: [presetCommand] };
