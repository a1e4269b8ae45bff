import { Knex } from 'knex';
import { AlarmStore } from './alarms/AlarmStore';
import { DatabaseClaimStore } from './database/DatabaseClaimStore';
import { DatabaseReviewStore } from './database/DatabaseReviewStore';
import { DatabaseScorecardStore } from './database/DatabaseScorecardStore';
import { DatabaseServiceStore } from './database/DatabaseServiceStore';
import { DatabaseSnapshotStore } from './database/SnapshotStore';
import { ExternalFactStore } from './origins/ExternalFactStore';
import { ReminderStore } from './reminders/ReminderStore';
import { DatabaseRollupStore } from './rollups/DatabaseRollupStore';
import { ActivationStore } from './rubric/ActivationStore';
import { PreviewStore } from './rubric/PreviewStore';
import { RubricVersions } from './rubric/RubricVersions';

/** Everything that is stored, over one database. */
export function createStores(knex: Knex) {
  return {
    activations: ActivationStore.create({ knex }),
    alarms: AlarmStore.create({ knex }),
    claims: DatabaseClaimStore.create({ knex }),
    externalFacts: ExternalFactStore.create({ knex }),
    previews: PreviewStore.create({ knex }),
    reminders: ReminderStore.create({ knex }),
    reviews: DatabaseReviewStore.create({ knex }),
    rollups: DatabaseRollupStore.create({ knex }),
    rubricVersions: RubricVersions.create({ knex }),
    scorecards: DatabaseScorecardStore.create({ knex }),
    services: DatabaseServiceStore.create({ knex }),
    snapshots: DatabaseSnapshotStore.create({ knex }),
  };
}
