import { createContext } from 'react';
import type { WebModule } from '../module.ts';

/** The product's modules as the app was put together; the shell and the kit learn of them here. */
export const ModulesContext = createContext<readonly WebModule[]>([]);
