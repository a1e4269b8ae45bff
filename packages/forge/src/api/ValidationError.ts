import { InputError } from '@backstage/errors';

/** One entry of the `errors` in GitHub's error bodies. */
export interface ValidationProblem {
  resource: string;
  field: string;
  code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom';
  message?: string;
}

/** A request that GitHub answers with 422 and a list of problems. */
export class ValidationError extends InputError {
  constructor(message: string, readonly problems: ValidationProblem[] = []) {
    super(message);
  }
}
