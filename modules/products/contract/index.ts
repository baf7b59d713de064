export { product } from './product.object.ts';
