import { nounsOf } from '../../../server/metadata/registry.ts';
import type { ServerModule } from '../../../server/module.ts';
import * as contract from '../contract/index.ts';
import { notePolicy } from './note.policy.ts';
import { noteRules } from './note.rules.ts';
import { noteTools } from './note.tools.ts';

export const notesModule: ServerModule = {
  name: 'notes',
  nouns: nounsOf(contract),
  policies: [notePolicy],
  rules: [noteRules],
  tools: noteTools,
};
