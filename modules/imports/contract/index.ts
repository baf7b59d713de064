export {
  cancelImport,
  checkImport,
  downloadRejected,
  getImportState,
  getImportTable,
  type ImportState,
  type ImportTable,
  listRejectedRows,
  type NameQuestion,
  startImport,
  uploadImport,
} from './import.api.ts';
export { importRun } from './import.object.ts';
export { type ImportMapping, importMapping, readMapping } from './mapping.ts';
