import type { ServerModule } from '../../../server/module.ts';
import { product } from '../contract/index.ts';
import { productPolicy } from './product.policy.ts';

export const productsModule: ServerModule = { name: 'products', nouns: [product], policies: [productPolicy] };
