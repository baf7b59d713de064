export { getComputedProgress, previewComputed } from './computed-fields.api.ts';
export { addCustomField, changeCustomField, listCustomFields, listFieldIndexes } from './custom-fields.api.ts';
export { addCustomNoun, changeCustomNoun, listCustomNouns } from './custom-nouns.api.ts';
export { listFieldSettings, putFieldSetting } from './field-settings.api.ts';
export {
  applyKindChange,
  cancelKindChange,
  closeKindChange,
  getKindChange,
  listKindChanges,
  listKindFailures,
  startKindChange,
  undoKindChange,
} from './kind-changes.api.ts';
export { listLayouts, putLayout } from './layouts.api.ts';
export { listNounNames, putNounNames } from './noun-names.api.ts';
