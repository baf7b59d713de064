/** The editors come when somebody has gone to a cell. */
export const loadCellEditor = () => import('./cell-editor.tsx');

/** The calendar, which is a file of its own: typing into a day does not wait for it. */
export const loadCalendar = () => import('../fields/inputs/day-picker.tsx');
