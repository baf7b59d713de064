export { downloadHeld, type Erasure, erasePerson, getHeld, type Held } from './privacy.api.ts';
export {
  addRetentionRule,
  listRetention,
  previewRetention,
  type Retention,
  type RetentionFault,
  type RetentionInput,
  type RetentionMoment,
  type RetentionPreview,
  type RetentionRule,
  type RetentionRun,
  removeRetentionRule,
  retentionMoments,
  type Spared,
  switchRetention,
  undoRetention,
} from './retention.api.ts';
export { isRetainable, momentField } from './retention-nouns.ts';
