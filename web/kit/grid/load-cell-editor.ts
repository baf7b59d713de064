/** The editors come when somebody has gone to a cell. */
export const loadCellEditor = () => import('./cell-editor.tsx');
