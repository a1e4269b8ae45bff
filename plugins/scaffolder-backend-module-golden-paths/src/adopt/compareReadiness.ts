import {
  Check,
  CompiledRubric,
  evaluate,
  isSatisfied,
  Result,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  DirectoryTree,
  RepositoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { Entity } from '@backstage/catalog-model';
import { readComponent } from '../readiness/readComponent';
import { OverlayTree } from './OverlayTree';

/** A check with what was found before and after. */
export interface ComparedCheck {
  check: Check;
  before: Result;
  after: Result;
}

/** Readiness of a repository without and with an addition. */
export interface ReadinessComparison {
  before: Scorecard;
  after: Scorecard;
  /** Not satisfied before, satisfied after. */
  gained: ComparedCheck[];
  /** Passed before, not satisfied after. */
  lost: ComparedCheck[];
  /** Did not apply before, and is open after. */
  opened: ComparedCheck[];
}

/** Evaluates a folder alone and with another one over it, as the portal evaluates a repository. */
export async function compareReadiness(options: {
  repository: string;
  addition: string;
  service: string;
  rubric: CompiledRubric;
  signal?: AbortSignal;
}): Promise<ReadinessComparison> {
  const { repository, addition, service, rubric, signal } = options;
  const base = DirectoryTree.at(repository);
  const now = new Date();
  const evaluateTree = async (tree: RepositoryTree, entity?: Entity) =>
    evaluate(rubric, {
      facts: await collectFacts(tree, { path: '', name: service }, { signal }),
      entity,
      now,
    });
  const own = await readComponent(repository);
  const before = await evaluateTree(base, own);
  const after = await evaluateTree(
    OverlayTree.of(base, DirectoryTree.at(addition)),
    own ?? (await readComponent(addition)),
  );
  const results = new Map(after.results.map(result => [result.id, result]));
  const checks = new Map(
    rubric.document.checks.map(check => [check.id, check]),
  );
  const compared = before.results.flatMap(result => {
    const check = checks.get(result.id);
    const later = results.get(result.id);
    return check && later ? [{ check, before: result, after: later }] : [];
  });
  return {
    before,
    after,
    gained: compared.filter(
      each => !isSatisfied(each.before) && isSatisfied(each.after),
    ),
    lost: compared.filter(
      each => each.before.state === 'pass' && !isSatisfied(each.after),
    ),
    opened: compared.filter(
      each =>
        each.before.state === 'not-applicable' && !isSatisfied(each.after),
    ),
  };
}
