export { exportRecords } from './export.api.ts';
