import { nounsOf } from '../../../server/metadata/registry.ts';
import type { ServerModule } from '../../../server/module.ts';
import * as contract from '../contract/index.ts';
import { productPolicy } from './product.policy.ts';

export const productsModule: ServerModule = {
  name: 'products',
  nouns: nounsOf(contract),
  policies: [productPolicy],
};
