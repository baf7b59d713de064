const attribute = 'data-mantine-color-scheme';

/** Has the page printed dark on white, whatever the screen shows: a page full of ink is neither wanted nor legible. */
export function printInLight(page: Window): void {
  const root = page.document.documentElement;
  let shown: string | null = null;
  page.addEventListener('beforeprint', () => {
    shown ??= root.getAttribute(attribute);
    root.setAttribute(attribute, 'light');
  });
  page.addEventListener('afterprint', () => {
    if (shown !== null) root.setAttribute(attribute, shown);
    shown = null;
  });
}
