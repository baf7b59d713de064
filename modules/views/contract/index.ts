export { changeView, chooseViews, createView, deleteView, listViews, restoreView } from './views.api.ts';
