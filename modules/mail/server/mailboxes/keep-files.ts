import { Readable } from 'node:stream';
import type { Context } from '../../../../server/context.ts';
import { uploadFile } from '../../../../server/files/file-service.ts';
import type { ReadLetter } from '../../../../server/mail/read-letter.ts';
import { AppError } from '../../../../shared/errors.ts';

/** Keeps the attachments, of which those that are too large or are not what their names say stay in the mailbox. */
export async function keepFiles(acting: Context, { files }: Pick<ReadLetter, 'files'>): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const { name, content } of files.slice(0, mostFiles)) {
    try {
      const { id } = await uploadFile(acting, name, Readable.from([Buffer.from(content)]));
      kept.push(id);
    } catch (error) {
      const isRefused = error instanceof AppError && ['fileTooLarge', 'fileNotAsNamed'].includes(error.code);
      if (!isRefused) throw error;
    }
  }
  return kept;
}

const mostFiles = 20;
