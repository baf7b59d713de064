import type { ServerModule } from '../../../server/module.ts';
import { person } from '../contract/index.ts';
import { labels } from './labels.ts';
import { personPolicy } from './person.policy.ts';

export const peopleModule: ServerModule = { name: 'people', labels, nouns: [person], policies: [personPolicy] };
