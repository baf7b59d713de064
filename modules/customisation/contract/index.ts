export { addCustomField, changeCustomField, listCustomFields } from './custom-fields.api.ts';
