export { exportFormats, exportRecords } from './export.api.ts';
