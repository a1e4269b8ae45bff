import { postgresProblem } from '../../../plugins/production-readiness-backend/src/__testUtils__/TestPostgres';

const isAsked = process.env.GOLDENPATH_FAULTS === '1';

/**
 * `describe`, or its skipping form where the faults cannot be tried: PostgreSQL does not run here, or they take longer
 * than `npm test` has time for.
 */
export function describeFaults(
  options: { long?: boolean } = {},
): jest.Describe {
  const problem =
    postgresProblem() ??
    (options.long && !isAsked
      ? 'it takes long; npm run test:faults runs it'
      : undefined);
  if (!problem) return describe;
  // eslint-disable-next-line no-console
  console.warn(`Skipped: ${problem}`);
  return describe.skip;
}
