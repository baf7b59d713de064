/** The channel of changes of fields; those of records are the values of their channel field, or their noun's name. */
export const changeChannel = 'change';
