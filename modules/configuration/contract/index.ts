export type {
  ConfigurationChange,
  ConfigurationSource,
  ConfigurationVersionAnswer,
  PlannedChangeAnswer,
} from './configuration.api.ts';
export {
  applyConfigurationSource,
  compareConfigurationVersions,
  exportConfiguration,
  listConfigurationVersions,
  previewConfiguration,
} from './configuration.api.ts';
export { largestSample, type SandboxAnswer } from './sandbox.api.ts';
