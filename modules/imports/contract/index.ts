export {
  cancelImport,
  checkImport,
  downloadRejected,
  getImportState,
  type ImportState,
  type NameQuestion,
  startImport,
  uploadImport,
} from './import.api.ts';
export { importRun } from './import.object.ts';
export { type ImportMapping, importMapping, readMapping } from './mapping.ts';
