import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  FactRetriever,
  techInsightsFactRetrieversExtensionPoint,
} from '@backstage-community/plugin-tech-insights-node';
import { checks, collections } from '../fleet/checks';
import { factSets, FactSetName } from '../fleet/factSets';

/** One retriever for each collection that our facts lie in. */
export const retrievers = collections;

/** Tells Tech Insights of the facts. They are never collected: those of the fleet are in its database already. */
function retrieverOf(id: string, facts: FactSetName): FactRetriever {
  return {
    id,
    version: '1.0.0',
    entityFilter: [{ kind: 'component' }],
    schema: Object.fromEntries(
      checks
        .filter(({ collection }) => collection === id)
        .map(check => [
          check.id,
          {
            type: factSets[facts].type,
            description: `What it has of ${check.id}`,
          },
        ]),
    ),
    handler: async () => [],
  };
}

/** @param facts - the name of what Tech Insights is given */
export const storedFacts = (facts: FactSetName) =>
  createBackendModule({
    pluginId: 'tech-insights',
    moduleId: 'bench-facts',
    register(env) {
      env.registerInit({
        deps: { point: techInsightsFactRetrieversExtensionPoint },
        async init({ point }) {
          point.addFactRetrievers(
            Object.fromEntries(
              retrievers.map(id => [id, retrieverOf(id, facts)]),
            ),
          );
        },
      });
    },
  });
