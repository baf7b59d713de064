import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import {
  applyConfigurationSource,
  exportConfiguration,
  previewConfiguration,
} from '../../configuration/contract/index.ts';

/** By language. */
const texts = z.record(z.string(), z.string());

const preset = z
  .strictObject({
    name: z.string(),
    /** Tabler name. */
    icon: z.string(),
    label: texts,
    /** What it is for, in a line. */
    about: texts,
    nouns: z.array(texts),
    pipelines: z.array(texts),
    views: z.array(texts),
    /** How many fields it adds, those of its own nouns included. */
    fields: z.int(),
    /** How much of it the workspace does not have: 0 where all of it is there. */
    missing: z.int(),
    /** How much of it there is at all. */
    items: z.int(),
  })
  .meta({ title: 'Preset' });

const params = z.strictObject({ name: z.string().regex(/^[a-zA-Z0-9]{1,40}$/) });

export const listPresets = defineEndpoint({
  name: 'presets.list',
  summary: 'The trades a workspace can begin with, what each brings and how much of it is here; for owners',
  method: 'GET',
  path: '/presets',
  response: z.strictObject({ items: z.array(preset) }),
});

export const previewPreset = defineEndpoint({
  name: 'presets.preview',
  summary: 'What adding the preset would bring; nothing that is there is changed by it; for owners',
  method: 'GET',
  path: '/presets/{name}/preview',
  params,
  response: previewConfiguration.response,
  errors: ['notFound'],
});

export const packPreset = defineEndpoint({
  name: 'presets.package',
  summary:
    'The preset as it is shipped, as a configuration package: to be restored (`restore` in `/configuration/apply`) or made into one’s own; `standard` is what every workspace begins with; for owners',
  method: 'GET',
  path: '/presets/{name}/package',
  params,
  response: exportConfiguration.response,
  errors: ['notFound'],
});

export const applyPreset = defineEndpoint({
  name: 'presets.apply',
  summary: 'Add what the preset has and the workspace has not: all of it or nothing; for owners',
  method: 'POST',
  path: '/presets/{name}/apply',
  params,
  response: z.strictObject({
    ...applyConfigurationSource.response.shape,
    /** The version of the configuration as it was before, to go back to. */
    before: z.int(),
  }),
  errors: ['notFound', 'configurationConflict'],
});
