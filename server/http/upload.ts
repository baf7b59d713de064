import { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../shared/errors.ts';
import type { Upload } from './route.ts';

interface Received {
  readonly upload: Upload;
  /** The form's fields that came before the file. */
  readonly fields: Readonly<Record<string, string>>;
  /** To be called when the route is done, whether it read the file or not. */
  readonly drain: () => void;
}

/** Begins to receive the one file of a form. Throws 415 for what is no form, 422 `fileMissing` for one without a file. */
export async function receiveUpload(request: FastifyRequest, maxBytes: number): Promise<Received> {
  const part = await request.file({ limits: { fileSize: maxBytes, files: 1, fields: 30, fieldSize: 200_000 } });
  if (!part) throw new AppError(422, 'fileMissing');
  const content = Readable.from(contentOf(part.file, maxBytes), { objectMode: false });
  const upload = { filename: plainName(part.filename), contentType: part.mimetype, content };
  // What the route leaves unread would block the connection for the requests that follow on it.
  return { upload, fields: fieldsOf(part), drain: () => void part.file.resume() };
}

async function* contentOf(file: MultipartFile['file'], maxBytes: number): AsyncGenerator<Buffer> {
  for await (const chunk of file) yield chunk as Buffer;
  if (file.truncated) throw new AppError(413, 'fileTooLarge', { maxBytes });
}

function fieldsOf(part: MultipartFile): Record<string, string> {
  const fields = Object.entries(part.fields).flatMap(([name, entries]) =>
    [entries].flat().flatMap((entry) => (entry?.type === 'field' ? [[name, String(entry.value)] as const] : [])),
  );
  return Object.fromEntries(fields);
}

/** The last part of what may be a path, without characters that hide or overrule others. */
function plainName(filename: string): string {
  const name = filename.split(/[/\\]/).at(-1) ?? '';
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 255) || 'file';
}
