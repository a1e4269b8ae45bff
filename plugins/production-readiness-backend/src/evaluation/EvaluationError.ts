import { CustomErrorBase } from '@backstage/errors';

/** Why a service could not be evaluated, as a sentence for its owner that says what to do. */
export class EvaluationError extends CustomErrorBase {
  name = 'EvaluationError' as const;
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
    super(message, options.cause);
    this.retryAfter = options.retryAfter;
    this.pauseHost = options.pauseHost ?? false;
  }
}
