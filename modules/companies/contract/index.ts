export { category } from './category.object.ts';
export { company } from './company.object.ts';
