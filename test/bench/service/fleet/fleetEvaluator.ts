import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseClaimStore } from '../../../../plugins/production-readiness-backend/src/database/DatabaseClaimStore';
import { FleetEvaluator } from '../../../../plugins/production-readiness-backend/src/fleet/FleetEvaluator';
import { ExternalFactStore } from '../../../../plugins/production-readiness-backend/src/origins/ExternalFactStore';
import { fleetCatalog } from './catalog';
import { integrations } from './entities';

/** The evaluation of a fleet from stored facts, as the backend puts it together. */
export function fleetEvaluator(knex: Knex): FleetEvaluator {
  return FleetEvaluator.create({
    auth: mockServices.auth(),
    catalog: fleetCatalog(1_000),
    claims: DatabaseClaimStore.create({ knex }),
    externalFacts: ExternalFactStore.create({ knex }),
    integrations,
    knex,
    staleAfter: 14 * 86_400_000,
  });
}
