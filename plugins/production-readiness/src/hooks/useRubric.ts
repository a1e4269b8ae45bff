import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Check,
  ProductionReadinessApi,
  RubricDocument,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api';

type Answer = Awaited<ReturnType<ProductionReadinessApi['getRubric']>>;

/** The active rubric, with its checks by id. */
export interface ActiveRubric {
  hash: string;
  document: RubricDocument;
  checks: ReadonlyMap<string, Check>;
}

const answers = new WeakMap<ProductionReadinessApi, Promise<Answer>>();

function answerOf(api: ProductionReadinessApi, again: boolean) {
  const known = again ? undefined : answers.get(api);
  if (known) return known;
  const asked = api.getRubric();
  answers.set(api, asked);
  asked.catch(() => answers.delete(api));
  return asked;
}

/**
 * The rubric of the backend, asked for once and shared by all components.
 * @param hash - the rubric that is expected; another one in the cache is asked for again, once
 */
export function useRubric(hash?: string): {
  rubric?: ActiveRubric;
  error?: Error;
  retry: () => void;
} {
  const api = useApi(productionReadinessApiRef);
  const [state, setState] = useState<{ rubric?: ActiveRubric; error?: Error }>(
    {},
  );
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let wanted = true;
    answerOf(api, false)
      .then(answer =>
        hash !== undefined && answer.hash !== hash
          ? answerOf(api, true)
          : answer,
      )
      .then(answer => wanted && setState({ rubric: activeRubric(answer) }))
      .catch(error => wanted && setState({ error }));
    return () => {
      wanted = false;
    };
  }, [api, hash, attempt]);

  return { ...state, retry: () => setAttempt(attempt + 1) };
}

function activeRubric({ hash, rubric }: Answer): ActiveRubric {
  return {
    hash,
    document: rubric,
    checks: new Map(rubric.checks.map(check => [check.id, check])),
  };
}
