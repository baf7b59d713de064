/** Whether what is printed now was asked for here, and so is written down. */
let permitted = false;

export const isPermitted = (): boolean => permitted;

/** Has the page printed as it stands. */
export function printNow(): void {
  permitted = true;
  try {
    window.print();
  } finally {
    permitted = false;
  }
}
