import { nounsOf } from '../../../server/metadata/registry.ts';
import type { ServerModule } from '../../../server/module.ts';
import * as contract from '../contract/index.ts';

export const tagsModule: ServerModule = { name: 'tags', nouns: nounsOf(contract) };
