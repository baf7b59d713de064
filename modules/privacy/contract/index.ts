export { downloadHeld, type Erasure, erasePerson, getHeld, type Held } from './privacy.api.ts';
