/** A branch or tag that moved; ZERO_ID stands for "does not exist". */
export interface RefChange {
  ref: string;
  before: string;
  after: string;
}
