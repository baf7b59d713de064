import { vi } from 'vitest';

vi.mock(import('../auth/password-hash.ts'), () => import('./counted-hash.ts'));
