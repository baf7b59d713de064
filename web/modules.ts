import type { WebModule } from './module.ts';

/** Every module of the product, in the order in which their panels and commands are offered. */
export const webModules: readonly WebModule[] = [];
