export { deal } from './deal.object.ts';
export { dealLine } from './deal-line.object.ts';
export { pipeline } from './pipeline.object.ts';
export { stage } from './stage.object.ts';
export { stageVisit } from './stage-visit.object.ts';
