import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { ComparableFields } from '../../../../web/kit/filter/comparable-fields.ts';
import { type FilterTarget, listTargets } from '../../../../web/kit/filter/filter-fields.ts';
import type { Group } from '../../../../web/kit/filter/filter-tree.ts';
import { GroupEditor } from '../../../../web/kit/filter/group-editor.tsx';
import { newCondition } from '../../../../web/kit/filter/new-condition.ts';
import { noConditions } from './setting-draft.ts';

interface ConditionGroupProps {
  readonly noun: NounMetadata;
  readonly group: Group;
  readonly onChange: (group: Group) => void;
}

/** Conditions over the record's own fields, which may be compared with each other. */
export function ConditionGroup({ noun, group, onChange }: ConditionGroupProps) {
  const targets = useOwnTargets(noun);
  return (
    <ComparableFields value={targets}>
      <GroupEditor
        noun={noun}
        targets={targets}
        group={group}
        depth={0}
        onChange={(next) => onChange(next ?? noConditions)}
      />
    </ComparableFields>
  );
}

/** A group to begin with: one condition, on the first field there is. */
export function useFirstCondition(noun: NounMetadata): Group {
  const [first] = useOwnTargets(noun);
  return first ? { mode: 'all', children: [newCondition(first)] } : noConditions;
}

function useOwnTargets(noun: NounMetadata): readonly FilterTarget[] {
  const { data } = useMetadata();
  return data ? listTargets(data, noun).filter(({ through, ofChild }) => !through && !ofChild) : [];
}
