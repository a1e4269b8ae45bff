import { InputError } from '@backstage/errors';
import { DetectedService } from './detectService';

/** Answers that stand for "as in the repository". */
const detectedWord = 'detected';

const fromRepository: Record<
  string,
  (detected: DetectedService) => string | undefined
> = {
  name: ({ name }) => name,
  owner: ({ owner }) => owner,
  description: ({ description }) => description,
  system: ({ system }) => system,
  lifecycle: ({ lifecycle }) =>
    ['experimental', 'production', 'deprecated'].includes(lifecycle ?? '')
      ? lifecycle
      : undefined,
  runtime: ({ runtime }) => runtime,
};

/**
 * The answers with what the repository says where a person has left something open.
 *
 * @throws InputError for what nobody has said, or a pipeline that cannot install what the repository needs
 */
export function answersFor(
  given: Record<string, unknown>,
  detected: DetectedService,
): Record<string, unknown> {
  const answered = Object.fromEntries(
    Object.entries(given).filter(
      ([key, value]) => !(key in fromRepository && isOpen(value)),
    ),
  );
  const found = Object.fromEntries(
    Object.entries(fromRepository)
      .map(([key, read]) => [key, read(detected)] as const)
      .filter(([, value]) => value !== undefined),
  );
  const answers = { ...found, ...answered };
  if (!answers.owner) {
    throw new InputError(
      'The repository says nothing of its owner (no catalog-info.yaml, no CODEOWNERS): choose one',
    );
  }
  if (!answers.runtime) {
    throw new InputError(
      'The repository is of Node.js and Python, or of neither, by what it declares and holds: choose the runtime',
    );
  }
  const installs = { node: 'npm', python: 'pip' }[String(answers.runtime)];
  if (
    answers.ci !== undefined &&
    answers.ci !== 'none' &&
    detected.packageManager !== installs
  ) {
    throw new InputError(
      `The pipeline installs with ${installs}, and the repository has ${
        detected.packageManager ?? 'no lock file for that'
      }: choose no pipeline, or change to ${installs} first`,
    );
  }
  return answers;
}

function isOpen(value: unknown): boolean {
  return value === '' || value === detectedWord;
}
