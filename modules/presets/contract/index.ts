export { applyPreset, listPresets, packPreset, previewPreset } from './presets.api.ts';
