import { datetime, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** A deal's stay in a stage: the stage history with time in stage. Written by the server alone. */
export const stageVisit = defineNoun({
  name: 'stageVisit',
  plural: 'stage-visits',
  title: 'stageName',
  icon: 'history',
  parent: 'deal',
  internal: true,
  fields: {
    deal: relation({ to: 'deal', required: true, readOnly: true, onDelete: 'follow' }),
    stage: relation({ to: 'stage', readOnly: true }),
    /** As it was called then. */
    stageName: text({ readOnly: true }),
    enteredAt: datetime({ readOnly: true }),
    /** Empty while the deal is still there. */
    leftAt: datetime({ readOnly: true }),
  },
});
