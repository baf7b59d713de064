import type { ServerModule } from '../../../server/module.ts';
import { note } from '../contract/index.ts';
import { labels } from './labels.ts';
import { notePolicy } from './note.policy.ts';

export const notesModule: ServerModule = { name: 'notes', labels, nouns: [note], policies: [notePolicy] };
