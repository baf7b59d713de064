/** How a request came in: by a page, a program with a key, or an assistant. */
export const doors = ['web', 'api', 'mcp'] as const;
export type Door = (typeof doors)[number];
