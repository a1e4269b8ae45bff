import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { readinessServiceResourceRef } from './ServiceResource';

const paramsSchema = z.object({
  claims: z
    .array(z.string())
    .describe('Entity references of which one has to match'),
});

/** Whether one of the claims owns the service, or is a group above an owner. */
export const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Services that one of the claims owns, also by a group below it',
  resourceRef: readinessServiceResourceRef,
  paramsSchema,
  apply: ({ owners }, { claims }) => claims.some(ref => owners.includes(ref)),
  toQuery: ({ claims }) => ({ property: 'owners', values: claims }),
});

/** Whether one of the claims reviews the service. */
export const isReviewer = createPermissionRule({
  name: 'IS_REVIEWER',
  description:
    'Services that one of the claims reviews: a group of productionReadiness.reviewers, or a team of an open review',
  resourceRef: readinessServiceResourceRef,
  paramsSchema,
  apply: ({ reviewers }, { claims }) =>
    claims.some(ref => reviewers.includes(ref)),
  toQuery: ({ claims }) => ({ property: 'reviewers', values: claims }),
});

export const readinessRules = { isOwner, isReviewer };

const exported = createConditionExports({
  resourceRef: readinessServiceResourceRef,
  rules: readinessRules,
});

/** The rules as conditions of a policy: `isOwner({ claims })` and `isReviewer({ claims })`. @public */
export const readinessConditions = exported.conditions;

/** Makes a decision that holds where the conditions do. @public */
export const createReadinessConditionalDecision =
  exported.createConditionalDecision;
