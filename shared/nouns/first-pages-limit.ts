/** How many lists may be asked for at once, and how many records of each: together hardly more than one page of one list. */
export const firstPagesLimit = { lists: 24, records: 10 } as const;
