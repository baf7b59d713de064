import type { Readable } from 'node:stream';
import { Reply } from './route.ts';

/** A file to be saved, never opened inside our pages. */
export function replyWithFile(content: Readable, filename: string, contentType: string): Reply {
  return new Reply(content, {
    headers: { 'content-type': contentType, 'content-disposition': attachmentNamed(filename) },
  });
}

/** RFC 6266: a plain name for the old, the true one in UTF-8 for all others. */
function attachmentNamed(filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(filename.replace(/\p{Cs}/gu, '_')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
