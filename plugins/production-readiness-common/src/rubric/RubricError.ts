/** One thing that is wrong with a rubric file. `key` is the path of the value, such as `checks.3.level`. @public */
export interface RubricProblem {
  file: string;
  line?: number;
  key?: string;
  message: string;
}

/** A rubric that cannot be used; its message lists every problem with file, line and key. @public */
export class RubricError extends Error {
  readonly problems: RubricProblem[];

  constructor(problems: RubricProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.name = 'RubricError';
    this.problems = problems;
  }
}

function describeProblem({ file, line, key, message }: RubricProblem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return key ? `${place}: ${key}: ${message}` : `${place}: ${message}`;
}
