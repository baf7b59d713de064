import { createContext } from 'react';
import type { LaterTexts } from './later-texts.ts';

/** The texts that screens bring; null where all are there. */
export const LaterTextsContext = createContext<LaterTexts | null>(null);
