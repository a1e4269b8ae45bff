import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  exemptionRequestPermission,
  exemptionRequestSchema,
  levels,
  openReviewRequestSchema,
  reviewCreatePermission,
  reviewTriggers,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { audited } from '../audit/audited';
import { parseReference } from '../catalog/parseReference';
import { Services } from '../createServices';
import { parseInput } from '../router/parseInput';

/** @see registerActions */
export interface ActionsOptions {
  actions: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  services: Pick<
    Services,
    'scorecards' | 'reviews' | 'exemptions' | 'rubrics' | 'grants'
  >;
}

const reading = { readOnly: true, destructive: false, idempotent: true };
const writing = { readOnly: false, destructive: false, idempotent: false };

/** Offers scorecards, exemptions and reviews to the scaffolder and to MCP clients, with the permissions of the API. */
export function registerActions(options: ActionsOptions): void {
  registerReadingActions(options);
  registerWritingActions(options);
}

function registerReadingActions({ actions, services }: ActionsOptions): void {
  actions.register({
    name: 'get-scorecard',
    title: 'Get a readiness scorecard',
    description:
      'Answers with the production-readiness scorecard of a service: its level, each check with state, reason and evidence, and the next steps.',
    attributes: reading,
    examples: [
      {
        title: 'The scorecard of a component',
        input: { entityRef: 'component:default/orders' },
      },
    ],
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Entity reference, such as component:default/orders'),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => ({
      output: await services.scorecards.get(
        parseReference(input.entityRef, 'entityRef'),
        credentials,
      ),
    }),
  });

  actions.register({
    name: 'list-services-below-level',
    title: 'List services below a readiness level',
    description:
      'Lists the services whose readiness level is lower than the given one, a page at a time.',
    attributes: reading,
    examples: [
      { title: 'Services that are not at L2 yet', input: { level: 'L2' } },
    ],
    schema: {
      input: z =>
        z.object({
          level: z.enum(levels),
          owner: z
            .string()
            .optional()
            .describe(
              'Only services of this group, such as group:default/shop',
            ),
          cursor: z.string().optional(),
        }),
      output: z =>
        z.object({
          items: z.array(z.object({}).passthrough()),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input: { level, owner, cursor }, credentials }) => ({
      output: await services.scorecards.list(
        { below: level, owner, cursor },
        credentials,
      ),
    }),
  });

  actions.register({
    name: 'explain-readiness-check',
    title: 'Explain a readiness check',
    description:
      'Explains a check of the rubric: what it asks for, why, and how to meet it.',
    attributes: reading,
    schema: {
      input: z => z.object({ check: z.string().describe('Id of the check') }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input }) => {
      const { checks } = await services.rubrics.current();
      const compiled = checks.find(({ check }) => check.id === input.check);
      if (!compiled) {
        throw new InputError(`The rubric has no check ${input.check}`);
      }
      return { output: compiled.check };
    },
  });
}

function registerWritingActions(options: ActionsOptions): void {
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
}

/** @throws NotAllowedError for a service: only people ask for exemptions and hold reviews */
function userOf(
  credentials: BackstageCredentials,
  { auth }: ActionsOptions,
): BackstageCredentials<BackstageUserPrincipal> {
  if (auth.isPrincipal(credentials, 'user')) return credentials;
  throw new NotAllowedError('Only a signed-in user can do this');
}
