import type { ServerModule } from '../../../server/module.ts';
import { formAnswer, webForm } from '../contract/index.ts';
import { formAnswerPolicy } from './form-answer.policy.ts';
import { publicForm } from './public-form.ts';
import { webFormRules } from './web-form.rules.ts';

/** Forms that anybody fills in, and what was sent by them. */
export const formsModule: ServerModule = {
  name: 'forms',
  nouns: [webForm, formAnswer],
  policies: [formAnswerPolicy],
  rules: [webFormRules],
  pages: [publicForm],
};
