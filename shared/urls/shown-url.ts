/** What stands for the address in a text: without the scheme and what else says nothing. */
export function shownUrl(address: string): string {
  return address.replace(/^(https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
}
