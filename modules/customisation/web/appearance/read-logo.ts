/** The longest side a mark is kept at: it is shown at 24 pixels, on fine screens at three times as many. */
const side = 72;
/** As much as the server takes. */
const mostLetters = 24_600;

/** A picture file made small, as a data address. Rejects what is no picture. */
export async function readLogo(file: File): Promise<string> {
  const picture = await createImageBitmap(file);
  for (const size of [side, side / 2]) {
    const logo = drawn(picture, size);
    if (logo.length <= mostLetters) return logo;
  }
  throw new Error('The picture stays too large');
}

function drawn(picture: ImageBitmap, size: number): string {
  const scale = Math.min(1, size / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}
