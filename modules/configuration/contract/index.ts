export {
  applyConfigurationSource,
  compareConfigurationVersions,
  exportConfiguration,
  listConfigurationVersions,
  previewConfiguration,
} from './configuration.api.ts';
