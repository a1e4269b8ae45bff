import Router from 'express-promise-router';
import { buildSchema, graphql } from 'graphql';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { isRefName } from '../git/refNames';
import { resolveRef } from '../git/resolveRef';
import { nodeId } from '../present/presentOwner';
import { parseBody } from './parseBody';

/** The part of GitHub's GraphQL schema that the pull request action asks for. */
const schema = buildSchema(`
  enum PullRequestState { OPEN CLOSED MERGED }
  type Query { repository(owner: String!, name: String!): Repository }
  type Repository { id: ID! name: String! nameWithOwner: String! url: String! ref(qualifiedName: String!): Ref }
  type Ref { name: String! target: GitObject! associatedPullRequests(first: Int, states: [PullRequestState!]): PullRequestConnection! }
  type GitObject { oid: String! }
  type PullRequestConnection { totalCount: Int! edges: [PullRequestEdge!]! nodes: [PullRequest!]! }
  type PullRequestEdge { node: PullRequest! }
  type PullRequest { id: ID! number: Int! title: String! state: PullRequestState! url: String! }
`);

const input = z.object({
  query: z.string().max(20_000),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** GitHub's GraphQL API, as far as the schema above goes; anything else is answered with the errors of GraphQL. */
export function createGraphqlRouter({ url, git, store }: ForgeContext) {
  const router = Router();

  const root = {
    async repository({ owner, name }: { owner: string; name: string }) {
      const repository = await store.find(owner, name);
      if (!repository) return undefined;
      const { state, gitDir } = repository;
      const html = `${url}/${state.owner}/${state.name}`;
      return {
        id: nodeId('R', state.id),
        name: state.name,
        nameWithOwner: `${state.owner}/${state.name}`,
        url: html,
        async ref({ qualifiedName }: { qualifiedName: string }) {
          const branch = qualifiedName.replace(/^refs\/heads\//, '');
          const oid = isRefName(branch)
            ? await resolveRef(git, gitDir, `refs/heads/${branch}`)
            : undefined;
          if (!oid) return undefined;
          return {
            name: branch,
            target: { oid },
            associatedPullRequests({
              first = 100,
              states,
            }: {
              first?: number;
              states?: string[];
            }) {
              const pulls = state.pulls
                .filter(pull => pull.head === branch)
                .map(pull => ({
                  id: nodeId('PR', `${state.id}/${pull.number}`),
                  number: pull.number,
                  title: pull.title,
                  state: pull.mergedAt ? 'MERGED' : pull.state.toUpperCase(),
                  url: `${html}/pull/${pull.number}`,
                }))
                .filter(pull => !states || states.includes(pull.state))
                .slice(0, first);
              return {
                totalCount: pulls.length,
                nodes: pulls,
                edges: pulls.map(node => ({ node })),
              };
            },
          };
        },
      };
    },
  };

  router.post('/', async (request, response) => {
    const { query, variables, operationName } = parseBody(
      'Query',
      input,
      request.body,
    );
    response.json(
      await graphql({
        schema,
        source: query,
        rootValue: root,
        variableValues: variables,
        operationName,
      }),
    );
  });

  return router;
}
