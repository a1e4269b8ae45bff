import { createPermission } from '@backstage/plugin-permission-common';

/** Starting an evaluation of a service. @public */
export const evaluationCreatePermission = createPermission({
  name: 'production-readiness.evaluation.create',
  attributes: { action: 'create' },
});

/** Opening a review, freezing its scorecard again, adding conditions, withdrawing it. @public */
export const reviewCreatePermission = createPermission({
  name: 'production-readiness.review.create',
  attributes: { action: 'create' },
});

/** Signing a review and saying that a condition is met. @public */
export const reviewSignPermission = createPermission({
  name: 'production-readiness.review.sign',
  attributes: { action: 'update' },
});

/** Asking for an exemption. @public */
export const exemptionRequestPermission = createPermission({
  name: 'production-readiness.exemption.request',
  attributes: { action: 'create' },
});

/** Approving, denying and revoking exemptions. Nobody decides on their own request. @public */
export const exemptionDecidePermission = createPermission({
  name: 'production-readiness.exemption.decide',
  attributes: { action: 'update' },
});

/** Attesting, confirming and revoking an attestation. @public */
export const attestationCreatePermission = createPermission({
  name: 'production-readiness.attestation.create',
  attributes: { action: 'create' },
});

/** Trying a draft of the rubric on the fleet. @public */
export const rubricPreviewPermission = createPermission({
  name: 'production-readiness.rubric.preview',
  attributes: { action: 'create' },
});

/** Reporting facts about a service. @public */
export const factPushPermission = createPermission({
  name: 'production-readiness.fact.push',
  attributes: { action: 'create' },
});

/** Seeing how the backend's work stands, and what fails. @public */
export const operationsReadPermission = createPermission({
  name: 'production-readiness.operations.read',
  attributes: { action: 'read' },
});

/** @public */
export const productionReadinessPermissions = [
  evaluationCreatePermission,
  reviewCreatePermission,
  reviewSignPermission,
  exemptionRequestPermission,
  exemptionDecidePermission,
  attestationCreatePermission,
  rubricPreviewPermission,
  factPushPermission,
  operationsReadPermission,
];
