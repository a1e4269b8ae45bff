import { InputError } from '@backstage/errors';
import { levels } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ActionsOptions } from './ActionsOptions';
import { registerWritingActions } from './registerWritingActions';
import { parseReference } from '../catalog/parseReference';

const reading = { readOnly: true, destructive: false, idempotent: true };

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
