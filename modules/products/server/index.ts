import type { ServerModule } from '../../../server/module.ts';
import { product } from '../contract/index.ts';
import { labels } from './labels.ts';
import { productPolicy } from './product.policy.ts';

export const productsModule: ServerModule = { name: 'products', labels, nouns: [product], policies: [productPolicy] };
