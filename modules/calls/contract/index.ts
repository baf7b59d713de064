export { type CallEvent, type CallResult, receiveCallEvent } from './call-event.api.ts';
export {
  createExchange,
  deleteExchange,
  type Exchange,
  type ExchangeInput,
  type ExchangePatch,
  type Extension,
  type Line,
  listExchanges,
  renewExchangeKey,
  testExchange,
  updateExchange,
} from './exchange.api.ts';
export { dialNumber, listMyCalls, type MyCall } from './my-calls.api.ts';
export { hearRecording, type Mark, markRecording, unmarkRecording } from './recording.api.ts';
export { recording } from './recording.object.ts';
