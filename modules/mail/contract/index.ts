export {
  clearMailSettings,
  getMailSettings,
  type Letter,
  listLetters,
  type MailServerInput,
  type MailSettings,
  resendLetter,
  setMailSettings,
  type TestOutcome,
  testMail,
} from './mail.api.ts';
