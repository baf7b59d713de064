import { firstPipeline } from '../../deals/server/index.ts';
import type { Preset } from './preset.ts';

/** What every workspace begins with besides its trade: no trade of its own, but restored like one. */
export const standard: Preset = {
  name: 'standard',
  icon: 'home',
  label: ['Standard', 'Стандартный набор', 'Стандартен набор', 'Ստանդարտ', 'სტანდარტული'],
  about: [
    'What every workspace begins with',
    'С чего начинается каждое рабочее пространство',
    'С какво започва всяко работно пространство',
    'Ինչով է սկսվում ամեն աշխատանքային տարածք',
    'რითი იწყება ყოველი სამუშაო სივრცე',
  ],
  nouns: {},
  fields: {},
  options: {},
  pipelines: { sales: { name: firstPipeline.name, stages: firstPipeline.stages } },
  views: {},
};
