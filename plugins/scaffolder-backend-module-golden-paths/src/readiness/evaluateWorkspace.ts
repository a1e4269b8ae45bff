import { basename } from 'node:path';
import {
  Check,
  CompiledRubric,
  evaluate,
  isSatisfied,
  Result,
  RubricDocument,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  DirectoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { readComponent } from './readComponent';

/** A result that is not satisfied, with the check that it is of. */
export interface OpenCheck {
  check: Check;
  result: Result;
}

/** What the evaluation of a workspace found. */
export interface WorkspaceScorecard {
  service: string;
  rubric: RubricDocument;
  scorecard: Scorecard;
  /** The next steps in their order, then what is open above the next level. */
  open: OpenCheck[];
}

/**
 * Evaluates a folder as the portal evaluates the repository of a service: same collectors, same rubric. The service
 * is the first Component of its catalog-info.yaml.
 */
export async function evaluateWorkspace(
  folder: string,
  rubric: CompiledRubric,
  signal?: AbortSignal,
): Promise<WorkspaceScorecard> {
  const entity = await readComponent(folder);
  const service = entity?.metadata.name ?? basename(folder);
  const facts = await collectFacts(
    DirectoryTree.at(folder),
    { path: '', name: service },
    { signal },
  );
  const scorecard = evaluate(rubric, { facts, entity, now: new Date() });
  return {
    service,
    rubric: rubric.document,
    scorecard,
    open: openChecks(rubric.document, scorecard),
  };
}

function openChecks(
  { checks }: RubricDocument,
  { results, nextSteps }: Scorecard,
): OpenCheck[] {
  const byId = new Map(checks.map(check => [check.id, check]));
  const order = nextSteps.map(({ id }) => id);
  const rank = ({ result: { id, level } }: OpenCheck) =>
    order.includes(id) ? `0${order.indexOf(id) + 1000}` : `1${level}`;
  return results
    .filter(result => !isSatisfied(result))
    .flatMap(result => {
      const check = byId.get(result.id);
      return check ? [{ check, result }] : [];
    })
    .sort((a, b) => rank(a).localeCompare(rank(b)));
}
