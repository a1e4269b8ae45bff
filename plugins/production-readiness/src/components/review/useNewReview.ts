import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { parseEntityRef, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type {
  Level,
  ReviewTrigger,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { useRubric } from '../../hooks';

/** A review that is about to be opened. */
export interface NewReviewDraft {
  entityRef?: string;
  setEntityRef: (entityRef: string | undefined) => void;
  trigger: ReviewTrigger;
  setTrigger: (trigger: ReviewTrigger) => void;
  receivingTeam?: string;
  setReceivingTeam: (team: string | undefined) => void;
  /** The owner of the service. */
  givingTeam?: string;
  targetLevel: Level;
  setTargetLevel: (level: Level) => void;
}

const usualTarget: Level = 'L2';

/** The fields of the form; the target level is that of the rubric's template until another one is chosen. */
export function useNewReview(start: {
  entityRef?: string;
  trigger?: ReviewTrigger;
}): NewReviewDraft {
  const catalog = useApi(catalogApiRef);
  const { rubric } = useRubric();
  const [entityRef, setEntityRef] = useState(start.entityRef);
  const [trigger, setTrigger] = useState<ReviewTrigger>(
    start.trigger ?? 'team-handoff',
  );
  const [receivingTeam, setReceivingTeam] = useState<string>();
  const [chosenLevel, setChosenLevel] = useState<Level>();
  const { value: givingTeam } = useAsync(async () => {
    if (!isEntityRef(entityRef)) return undefined;
    const entity = await catalog.getEntityByRef(entityRef);
    return entity?.relations?.find(({ type }) => type === RELATION_OWNED_BY)
      ?.targetRef;
  }, [catalog, entityRef]);
  const template = rubric?.document.reviews.find(
    known => known.trigger === trigger,
  );
  return {
    entityRef: isEntityRef(entityRef) ? entityRef : undefined,
    setEntityRef,
    trigger,
    setTrigger,
    receivingTeam,
    setReceivingTeam,
    givingTeam,
    targetLevel: chosenLevel ?? template?.targetLevel ?? usualTarget,
    setTargetLevel: setChosenLevel,
  };
}

/** The URL may say anything. */
function isEntityRef(text: string | undefined): text is string {
  try {
    return text !== undefined && parseEntityRef(text).name !== '';
  } catch {
    return false;
  }
}
