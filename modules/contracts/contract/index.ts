export { contract } from './contract.object.ts';
