export { applyPreset, listPresets, previewPreset } from './presets.api.ts';
