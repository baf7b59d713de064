/** A full hour of the day as all five languages write it. */
export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
