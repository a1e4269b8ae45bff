import { readFileSync } from 'node:fs';
import { testRubric } from '../startPortal';
import { Ids, scorecard, secret } from './hiddenService';

const text = readFileSync(testRubric, 'utf8');
const draft = text
  .replace('version: 1.0.0', 'version: 2.0.0')
  .replace(
    'id: health-endpoint\n    level: L1',
    'id: health-endpoint\n    level: L4',
  );

/** Of each route that writes: a request that would be carried out, and the audit event that it leaves. */
export const writeCases: Record<
  string,
  {
    path: (ids: Ids) => string;
    body?: (ids: Ids) => object;
    event: string;
    /** It concerns a service, so that to whoever may not read it there is none. */
    ofService: boolean;
  }
> = {
  requestEvaluation: {
    path: () => `${scorecard}/manhattan/evaluations`,
    event: 'evaluation-request',
    ofService: true,
  },
  openReview: {
    path: () => '/reviews',
    body: () => ({
      entityRef: secret,
      trigger: 'team-handoff',
      receivingTeam: 'shop',
    }),
    event: 'review-open',
    ofService: true,
  },
  signReview: {
    path: ({ review }) => `/reviews/${review}/signatures`,
    body: () => ({ role: 'giving' }),
    event: 'review-sign',
    ofService: true,
  },
  freezeReviewAgain: {
    path: ({ review }) => `/reviews/${review}/snapshots`,
    event: 'review-freeze-again',
    ofService: true,
  },
  addCondition: {
    path: ({ review }) => `/reviews/${review}/conditions`,
    body: () => ({
      text: 'Later',
      owner: 'group:default/shop',
      dueDate: '2026-12-01',
    }),
    event: 'review-condition-add',
    ofService: true,
  },
  meetCondition: {
    path: ({ review }) => `/reviews/${review}/conditions/x/met`,
    body: () => ({ note: 'Done' }),
    event: 'review-condition-meet',
    ofService: true,
  },
  withdrawReview: {
    path: ({ review }) => `/reviews/${review}/withdrawal`,
    body: () => ({ reason: 'No' }),
    event: 'review-withdraw',
    ofService: true,
  },
  requestExemption: {
    path: () => '/exemptions',
    body: () => ({
      entityRef: secret,
      check: 'described',
      reason: 'Later',
      compensatingControl: 'Asking',
      days: 10,
    }),
    event: 'exemption-request',
    ofService: true,
  },
  decideExemption: {
    path: ({ exemption }) => `/exemptions/${exemption}/decision`,
    body: () => ({ approve: true }),
    event: 'exemption-decide',
    ofService: true,
  },
  revokeExemption: {
    path: ({ exemption }) => `/exemptions/${exemption}/revocation`,
    body: () => ({ note: 'No' }),
    event: 'exemption-revoke',
    ofService: true,
  },
  attest: {
    path: () => '/attestations',
    body: () => ({
      entityRef: secret,
      check: 'described',
      statement: 'It is',
      evidence: ['https://wiki.example.com/x'],
    }),
    event: 'attestation-create',
    ofService: true,
  },
  confirmAttestation: {
    path: ({ attestation }) => `/attestations/${attestation}/confirmation`,
    event: 'attestation-confirm',
    ofService: true,
  },
  revokeAttestation: {
    path: ({ attestation }) => `/attestations/${attestation}/revocation`,
    body: () => ({ note: 'No' }),
    event: 'attestation-revoke',
    ofService: true,
  },
  requestPreview: {
    path: () => '/rubric/previews',
    body: () => ({ files: [{ file: 'rubric.yaml', text: draft }] }),
    event: 'rubric-preview',
    ofService: false,
  },
  activateRubric: {
    path: () => '/rubric/activations',
    body: ({ hash }) => ({ hash }),
    event: 'rubric-activate',
    ofService: false,
  },
  cancelActivation: {
    path: ({ activation }) => `/rubric/activations/${activation}/cancellation`,
    event: 'rubric-activation-cancel',
    ofService: false,
  },
  pushFacts: {
    path: () => '/facts/component/default/manhattan',
    body: () => ({ origin: 'ci', validForDays: 1, collections: {} }),
    event: 'fact-push',
    ofService: true,
  },
};
