import { AppError } from '../../shared/errors.ts';

/** What a name promises by its ending, and what content then may be; of other endings nobody expects anything. */
const promises: readonly (readonly [ending: RegExp, content: RegExp])[] = [
  [/\.(png|jpe?g|gif|webp|bmp|tiff?|heic|avif)$/i, /^image\//],
  [/\.pdf$/i, /^application\/pdf$/],
  [/\.(docx|xlsx|pptx|odt|ods|odp)$/i, /^application\/(zip|vnd\.(openxmlformats|oasis)[\w.-]+)$/],
  [/\.zip$/i, /^application\/(zip|vnd\.[\w.+-]+|java-archive|epub\+zip)$/],
  [/\.(mp3|m4a|ogg|oga|wav|flac|mp4|mov|webm|avi|mkv|3gp)$/i, /^(audio|video)\/|^application\/ogg$/],
  // Text in an old encoding is not known for text.
  [
    /\.(txt|csv|tsv|json|md|ics|vcf|eml|log|xml|html?|svg)$/i,
    /^text\/|^application\/(json|xml|octet-stream)$|^image\/svg/,
  ],
];

/**
 * Refuses content that is not what its name says: whoever opens what they saved goes by the name, and so does their computer.
 * @throws AppError 422 `fileNotAsNamed` with what it is.
 */
export function assertFitsName(name: string, type: string): void {
  const broken = promises.some(([ending, content]) => ending.test(name) && !content.test(type));
  if (broken) throw new AppError(422, 'fileNotAsNamed', { name, type });
}
