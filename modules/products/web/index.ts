import { IconPackage } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';

export const productsWeb: WebModule = {
  name: 'products',
  navigation: [{ to: '/products', icon: IconPackage, labelKey: 'nouns:product.many', order: 50, noun: 'product' }],
};
