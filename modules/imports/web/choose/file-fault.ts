/** The largest file the server takes. */
export const maxMegabytes = 50;

/** The key of what is wrong with a file before it is sent; null when nothing is. */
export function findFileFault({ name, size }: Pick<File, 'name' | 'size'>): string | null {
  if (size === 0) return 'errors:emptyFile';
  if (size > maxMegabytes * 1024 * 1024) return 'file.tooLarge';
  return /\.(xls|ods|numbers|pdf|docx?)$/i.test(name) ? 'errors:unreadableFile' : null;
}
