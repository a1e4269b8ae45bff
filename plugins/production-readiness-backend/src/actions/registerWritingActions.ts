import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  exemptionRequestPermission,
  exemptionRequestSchema,
  levels,
  openReviewRequestSchema,
  previewRequestSchema,
  reviewCreatePermission,
  reviewTriggers,
  rubricPreviewPermission,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { audited } from '../audit/audited';
import { parseInput } from '../router/parseInput';
import { ActionsOptions } from './ActionsOptions';

const writing = { readOnly: false, destructive: false, idempotent: false };

/** Actions that change something: done by a user with the permission, and put on record either way. */
export function registerWritingActions(options: ActionsOptions): void {
  const { actions, auditor, services } = options;

  actions.register({
    name: 'request-exemption',
    title: 'Request an exemption from a readiness check',
    description:
      'Asks for a time-limited exemption of a service from one check. Somebody else has to approve it.',
    attributes: writing,
    schema: {
      input: z =>
        z.object({
          entityRef: z.string(),
          check: z.string(),
          reason: z.string(),
          compensatingControl: z.string(),
          ticket: z.string().optional(),
          days: z.number(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { entityRef } = input;
      const output = await audited(
        auditor,
        { eventId: 'exemption-request', meta: { entityRef, via: 'action' } },
        async () => {
          const user = userOf(credentials, options);
          const grant = await services.grants.ask(
            exemptionRequestPermission,
            user,
          );
          return services.exemptions.request(
            parseInput(exemptionRequestSchema, input),
            user,
            grant,
          );
        },
      );
      return { output };
    },
  });

  actions.register({
    name: 'open-readiness-review',
    title: 'Open a readiness review',
    description:
      'Opens a review of a service, such as a handoff to another team. The scorecard is frozen in it.',
    attributes: writing,
    schema: {
      input: z =>
        z.object({
          entityRef: z.string(),
          trigger: z.enum(reviewTriggers),
          receivingTeam: z.string(),
          givingTeam: z.string().optional(),
          targetLevel: z.enum(levels).optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { entityRef } = input;
      const output = await audited(
        auditor,
        { eventId: 'review-open', meta: { entityRef, via: 'action' } },
        async () => {
          const user = userOf(credentials, options);
          const grant = await services.grants.ask(reviewCreatePermission, user);
          return services.reviews.open(
            parseInput(openReviewRequestSchema, input),
            user,
            grant,
          );
        },
      );
      return { output };
    },
  });

  actions.register({
    name: 'preview-readiness-rubric',
    title: 'Preview a readiness rubric',
    description:
      'Tries a draft of the rubric on the facts that are stored, and changes nothing. Answers with the preview as it starts; ask for it again by its id at /rubric/previews.',
    attributes: writing,
    schema: {
      input: z =>
        z.object({
          files: z
            .array(z.object({ file: z.string(), text: z.string() }))
            .describe(
              'The files of the draft, in the order in which they apply',
            ),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const output = await audited(
        auditor,
        { eventId: 'rubric-preview', meta: { via: 'action' } },
        async () => {
          const user = userOf(credentials, options);
          await services.grants.ask(rubricPreviewPermission, user);
          return services.previews.request(
            parseInput(previewRequestSchema, input),
            user,
          );
        },
      );
      return { output };
    },
  });
}

/** @throws NotAllowedError for a service: only people ask for exemptions and hold reviews */
function userOf(
  credentials: BackstageCredentials,
  { auth }: ActionsOptions,
): BackstageCredentials<BackstageUserPrincipal> {
  if (auth.isPrincipal(credentials, 'user')) return credentials;
  throw new NotAllowedError('Only a signed-in user can do this');
}
