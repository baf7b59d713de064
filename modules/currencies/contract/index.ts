export { exchangeRate } from './exchange-rate.object.ts';
