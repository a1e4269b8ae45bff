/**
 * Why a service could not be evaluated, as a sentence for its owner that says what to do. The cause is for the log: it
 * is not part of the message, because it may name what the owner must not see.
 */
export class EvaluationError extends Error {
  readonly name = 'EvaluationError';
  /** Milliseconds after which the origin may be asked again, where it said so. */
  readonly retryAfter?: number;
  /** The host limits how often it is asked, for whatever repository. */
  readonly pauseHost: boolean;

  constructor(
    message: string,
    options: {
      cause?: unknown;
      retryAfter?: number;
      pauseHost?: boolean;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.retryAfter = options.retryAfter;
    this.pauseHost = options.pauseHost ?? false;
  }
}
