import { createPermission } from '@backstage/plugin-permission-common';

/** The resource of permissions that concern one service: the entity of the catalog, by its reference. @public */
export const RESOURCE_TYPE_READINESS_SERVICE = 'production-readiness-service';

const resourceType = RESOURCE_TYPE_READINESS_SERVICE;

/** Starting an evaluation of a service. @public */
export const evaluationCreatePermission = createPermission({
  name: 'production-readiness.evaluation.create',
  attributes: { action: 'create' },
  resourceType,
});

/** Opening a review, freezing its scorecard again, adding conditions, withdrawing it. @public */
export const reviewCreatePermission = createPermission({
  name: 'production-readiness.review.create',
  attributes: { action: 'create' },
  resourceType,
});

/** Signing a review and saying that a condition is met. @public */
export const reviewSignPermission = createPermission({
  name: 'production-readiness.review.sign',
  attributes: { action: 'update' },
  resourceType,
});

/** Asking for an exemption. @public */
export const exemptionRequestPermission = createPermission({
  name: 'production-readiness.exemption.request',
  attributes: { action: 'create' },
  resourceType,
});

/** Approving, denying and revoking exemptions. Nobody decides on their own request. @public */
export const exemptionDecidePermission = createPermission({
  name: 'production-readiness.exemption.decide',
  attributes: { action: 'update' },
  resourceType,
});

/** Attesting, confirming and revoking an attestation. @public */
export const attestationCreatePermission = createPermission({
  name: 'production-readiness.attestation.create',
  attributes: { action: 'create' },
  resourceType,
});

/** Trying a draft of the rubric on the fleet. @public */
export const rubricPreviewPermission = createPermission({
  name: 'production-readiness.rubric.preview',
  attributes: { action: 'create' },
});

/** Putting a draft of the rubric into force, and taking that back. @public */
export const rubricActivatePermission = createPermission({
  name: 'production-readiness.rubric.activate',
  attributes: { action: 'update' },
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

/** Permissions that may hold for some services only; a policy ties them to rules. @public */
export const servicePermissions = [
  evaluationCreatePermission,
  reviewCreatePermission,
  reviewSignPermission,
  exemptionRequestPermission,
  exemptionDecidePermission,
  attestationCreatePermission,
];

/** @public */
export const productionReadinessPermissions = [
  ...servicePermissions,
  rubricPreviewPermission,
  rubricActivatePermission,
  factPushPermission,
  operationsReadPermission,
];
