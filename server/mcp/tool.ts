import type { z } from 'zod';
import type { Context } from '../context.ts';

/** Something an assistant may do, in the name of whoever's key it holds. */
export interface Tool<I extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly title: string;
  /** What it does and how to ask, for a reader that has nothing else. */
  readonly description: string;
  readonly input: I;
  /** Changes something: not offered to keys that only read. */
  readonly writes?: boolean;
  /** Answers JSON text or what is printed as such. */
  readonly run: (ctx: Context, input: z.output<I>) => Promise<string | object>;
}

export function defineTool<I extends z.ZodType>(tool: Tool<I>): Tool {
  return tool as unknown as Tool;
}
