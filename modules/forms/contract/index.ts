export { formAnswer } from './form-answer.object.ts';
export { type FormDefinition, formDefinition, mayAsk } from './form-definition.ts';
export { webForm } from './web-form.object.ts';
