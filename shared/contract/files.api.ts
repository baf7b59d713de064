import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';

export const fileAnswer = z
  .strictObject({ id: z.guid(), name: z.string(), type: z.string(), size: z.number(), version: z.int() })
  .meta({ title: 'File' });

/** More than any installation allows: what this one does is FILE_LIMIT's to say. */
const upload = { maxBytes: 10_000_000_000 };
const params = z.strictObject({ id: z.guid() });
const versionParam = z.coerce.number().int().min(1).max(1_000_000_000);

export const uploadFile = defineEndpoint({
  name: 'files.upload',
  summary: 'Send a file; a record takes it when its id is given in a field of files, within a day',
  method: 'POST',
  path: '/files',
  upload,
  response: fileAnswer,
  status: 201,
  errors: ['fileTooLarge', 'fileMissing', 'fileNotAsNamed'],
});

export const readFile = defineEndpoint({
  name: 'files.read',
  summary: 'The content of a file as it is, or as a version was; for whoever reads its record',
  method: 'GET',
  path: '/files/{id}/content',
  params,
  query: z.strictObject({ version: versionParam.optional() }),
  response: z.unknown(),
  download: true,
  errors: ['notFound'],
});

export const listFileVersions = defineEndpoint({
  name: 'files.versions',
  summary: 'What a file was, the newest first',
  method: 'GET',
  path: '/files/{id}/versions',
  params,
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        ...{ version: z.int(), name: z.string(), type: z.string(), size: z.number() },
        ...{ uploadedBy: z.guid().nullable(), uploadedAt: z.iso.datetime() },
      }),
    ),
  }),
  errors: ['notFound'],
});

export const addFileVersion = defineEndpoint({
  name: 'files.replace',
  summary: 'Send a new version of a file that a record has; the old stays',
  method: 'POST',
  path: '/files/{id}/versions',
  params,
  upload,
  response: fileAnswer,
  status: 201,
  errors: ['notFound', 'fileTooLarge', 'fileMissing', 'fileNotAsNamed'],
});

export const listRemovedFiles = defineEndpoint({
  name: 'files.removed',
  summary:
    'Files taken off a record in the last thirty days, the newest first; for whoever may change the record. Naming them in its field again brings them back',
  method: 'GET',
  path: '/files/removed',
  query: z.strictObject({ noun: z.string().max(100), record: z.guid(), field: z.string().max(100) }),
  response: z.strictObject({ items: z.array(fileAnswer.extend({ removedAt: z.iso.datetime() })) }),
  errors: ['notFound', 'forbidden'],
});

export const restoreFileVersion = defineEndpoint({
  name: 'files.restore',
  summary: 'Make what a file was its newest version again',
  method: 'POST',
  path: '/files/{id}/versions/{version}/restore',
  params: z.strictObject({ id: z.guid(), version: versionParam }),
  response: fileAnswer,
  status: 201,
  errors: ['notFound'],
});
