/** A service that not everybody may read, and where scorecards are. */
export const secret = 'component:default/manhattan';
export const scorecard = '/scorecards/component/default';

/** What there is of that service. */
export interface Ids {
  review: string;
  exemption: string;
  attestation: string;
  preview: string;
  hash: string;
  activation: string;
}
