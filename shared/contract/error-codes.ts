/**
 * Every code an error of the platform may carry; each is a translation key (`errors:<code>`), `params` fill its
 * placeholders. Modules add codes of their own next to the endpoints that answer them.
 */

/** Codes of whole answers (`Problem.code`), with the status each comes with. */
export const problemCodes = [
  'aborted', // 400: the request ended before it was complete
  'badRequest', // 400: not HTTP as we understand it
  'malformedJson', // 400
  'jsonTooDeep', // 400
  'badIdempotencyKey', // 400
  'idempotencyNotSupported', // 400: uploads and credentials are not kept, so they can not be repeated by key
  'badVersion', // 400: If-Match is not a version
  'notSignedIn', // 401
  'forbidden', // 403
  'roleRequired', // 403: params.roles
  'secondFactorNeeded', // 403: the role must have one, and nothing else is open before there is
  'fieldsHidden', // 403: params.noun
  'sharedNotOwned', // 403: params.noun; what is shared is not handed over by whom it is shared with
  'seeingAsAnother', // 403: who sees as somebody else changes nothing and takes nothing out
  'crossOrigin', // 403
  'httpsOnly', // 403: asked without TLS, where the public address has it
  'readLimitReached', // 403: params.limit, again (a day); an owner lets them go on before
  'stoppedByAlarm', // 403: an unusual amount was read; an owner lets them go on
  'notFound', // 404
  'routeNotFound', // 404
  'methodNotAllowed', // 405: params.allowed
  'busy', // 409: somebody else holds the record, try again
  'duplicate', // 409: fields name what must be unique
  'valuesNotUnique', // 409: records share a value of a field that is to be unique
  'idempotencyInProgress', // 409
  'pageOfAnother', // 409: the page was loaded in another workspace, or as somebody else, than the browser is in now
  'goesWithParent', // 409: params.noun; what belongs to a record is shared with it
  'ownerless', // 409: a record that is nobody's can not be closed to all but its owner
  'referenced', // 409: other records need this one
  'mergeUnderWay', // 409: one of the records is being merged, or made two again
  'mergedAway', // 409: params.into; what became part of another comes back by undoing that
  'stale', // 412
  'bodyTooLarge', // 413: params.maxBytes
  'fileTooLarge', // 413: params.maxBytes
  'addressTooLong', // 414
  'unsupportedMediaType', // 415
  'fileMissing', // 422
  'idempotencyKeyReused', // 422
  'invalid', // 422: fields say what
  'tooManyRequests', // 429: params.seconds
  'dailyLimitReached', // 429: params.records, limit, left, again (a day)
  'headersTooLarge', // 431
  'internal', // 500
  'unavailable', // 503: the database can not be reached
  'timeout', // 503: the question took too long
  'notIndexedYet', // 503: params.field has no index yet; it is being made
] as const;

/** Codes of single inputs (`FieldError.code`). */
export const fieldCodes = [
  'required',
  'readOnly',
  'unknownProperty',
  'unknownField',
  'wrongType',
  'wrongValue',
  'wrongFormat',
  'invalidCharacter',
  'notAText',
  'notANumber',
  'notAnInteger',
  'notABoolean',
  'notAList',
  'notAnObject',
  'notADate',
  'notADatetime',
  'notAnId',
  'notAnEmail',
  'notAPhone',
  'notAUrl',
  'notAColor',
  'notACurrency',
  'notANumbering',
  'notATimeZone',
  'notALocale',
  'notAnAmount',
  'notJson',
  'notALocation',
  'notAnOption', // params.options
  'tooManyDecimals', // params.maximum
  'notAMultiple', // params.step
  'tooShort', // params.minimum characters
  'tooLong', // params.maximum characters
  'tooSmall', // params.minimum
  'tooLarge', // params.maximum
  'tooDeep', // params.maximum levels
  'tooFew', // params.minimum entries
  'tooMany', // params.maximum entries
  'notGroupable', // params.field
  'notMeasurable', // params.field, params.measure
  'wrongPattern', // params.example
  'refusedValue', // params.message by language: a check of the workspace's own
  'notOfferedWith', // params.noun, field, option: the option does not go with what that field holds
  'notOffered', // as before, of a field that the asker does not see
  'duplicate',
  'sameRecord', // a record is not merged with itself
  'memberOrTeam', // one of the two, and only one
  'pastDay',
  'notMasked', // the value is shown as it is
  'wrongCode', // of an authenticator app, or a recovery code
  'missingTarget', // the record pointed at does not exist
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** Why the server did not reach an address outside, as the code of the input that names it or of the attempt that failed. */
export const outgoingFaults = [
  'outgoingAddress', // no address of http or https, or one with credentials in it
  'outgoingPort', // a port nobody serves the public at
  'outgoingForbidden', // it leads into a network of ours
  'outgoingUnknownHost',
  'outgoingUnreachable',
  'outgoingTimeout',
  'outgoingCertificate',
  'outgoingBroken', // the other side ended in the middle, or spoke no HTTP
  'outgoingTooLarge',
  'outgoingTooManyRedirects',
  'outgoingSandbox', // a sandbox sends nothing outside
] as const;
export type OutgoingFault = (typeof outgoingFaults)[number];

/** Why a letter did not go out, besides the faults of any way outside. */
export const mailFaults = [
  'mailNotSetUp', // nobody has named a mail server
  'mailPort', // no port at which mail is handed in
  'mailboxPort', // no port at which mail is fetched
  'mailboxOwnerGone', // whose mailbox it is may not sign in any more
  'mailSignIn', // user or password were refused
  'mailNoEncryption', // the server offers no STARTTLS
  'mailRecipientRefused',
  'mailRefused', // the server did not want the letter
  'mailBounced', // it was taken, and could not be delivered
  'mailPutOff', // the server wants it later
  'mailPasswordLost', // the kept password can not be read with the secret of this installation
  'mailExpired', // what the letter carries is good no longer
] as const;
export type MailFault = (typeof mailFaults)[number] | OutgoingFault;
