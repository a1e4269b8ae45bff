/**
 * Why a Prometheus server did not answer, as a sentence for the owner of a service. `ofQuery`: it answered that the
 * question is wrong, which asking again does not change.
 */
export class PrometheusError extends Error {
  readonly name = 'PrometheusError';
  readonly ofQuery: boolean;

  constructor(
    message: string,
    options: { cause?: unknown; ofQuery?: boolean } = {},
  ) {
    super(message, { cause: options.cause });
    this.ofQuery = options.ofQuery ?? false;
  }
}
