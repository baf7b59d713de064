/** Petrol: the product's own accent, from light to dark. Shade 7 on white and white on shade 7 have a contrast of 7. */
export const petrol = [
  ...['#eef6f8', '#d9ebef', '#b3d6dd', '#85bcc8', '#57a0b0'],
  ...['#33879a', '#1f7285', '#175f70', '#134e5c', '#0e3c47'],
] as const;
