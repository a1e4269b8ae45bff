import { Source } from '../facts';

/** The outcome of a requirement on facts: three-valued, with what it rests on. */
export interface Outcome {
  truth: 'true' | 'false' | 'unknown';
  reason: string;
  evidence: Source[];
}
