import { CustomErrorBase } from '@backstage/errors';

/** A `git` command that did not end as it should. */
export class GitError extends CustomErrorBase {
  name = 'GitError' as const;

  constructor(
    readonly command: string,
    readonly exitCode: number | string,
    readonly problem: string,
  ) {
    super(
      `git ${command} ended with ${exitCode}${problem ? `: ${problem}` : ''}`,
    );
  }
}
