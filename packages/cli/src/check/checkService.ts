import { evaluate } from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  DirectoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { rubricFor } from '../rubric/loadRubric';
import { readSubject, SubjectOptions } from '../settings/Subject';
import { Report, reportOf } from './Report';
import { withoutIgnored } from './withoutIgnored';

export interface CheckServiceOptions extends SubjectOptions {
  rubric: readonly string[];
}

/**
 * Reads a repository and evaluates it, as the portal does.
 * @throws InputError or RubricError for input that cannot be used
 */
export async function checkService(
  directory: string,
  options: CheckServiceOptions,
  cwd: string,
): Promise<Report> {
  const subject = readSubject(directory, options, cwd);
  const { root, path, name, deploySources, entity } = subject;
  const rubric = rubricFor(subject, options.rubric, cwd);
  const tree = withoutIgnored(DirectoryTree.at(root), root);
  const facts = await collectFacts(tree, {
    path,
    name,
    deploySources,
  });
  const scorecard = evaluate(rubric, { facts, entity, now: new Date() });
  return reportOf(subject, rubric, facts, scorecard);
}
