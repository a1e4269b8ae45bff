import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  attest,
  AttestationClaim,
  AttestationEvent,
  AttestationRecord,
  AttestationRequest,
  AttestationState,
  confirmAttestation,
  ListClaimsRequest,
  Page,
  reduceAttestation,
  revokeAttestation,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { randomUUID } from 'node:crypto';
import { actorOf } from '../access/actorOf';
import { SnapshotStore } from '../database/SnapshotStore';
import { basisOf } from './basis/basisOf';
import { parseReference } from '../catalog/parseReference';
import { Grant } from '../permissions/Grants';
import {
  checkOf,
  ClaimServiceOptions,
  evaluateAgain,
} from './ClaimServiceOptions';
import { stateFilter } from './stateFilter';

const defaultLimit = 50;

/** @see AttestationService */
export interface AttestationServiceOptions extends ClaimServiceOptions {
  integrations: ScmIntegrationRegistry;
  snapshots: SnapshotStore;
}

/** Attestations. The rules are those of the common package; this loads, applies and appends. */
export class AttestationService {
  private constructor(private readonly options: AttestationServiceOptions) {}

  static create(options: AttestationServiceOptions): AttestationService {
    return new AttestationService(options);
  }

  async list(
    request: ListClaimsRequest<AttestationState>,
    credentials: BackstageCredentials,
  ): Promise<Page<AttestationRecord>> {
    const { access, claims } = this.options;
    const { entityRef, check, state, cursor, limit = defaultLimit } = request;
    const now = new Date();
    const page = await claims.list<AttestationEvent>(
      {
        kind: 'attestation',
        entityRef: entityRef && parseReference(entityRef, 'entityRef'),
        check,
        ...stateFilter(state, now),
        readable: await access.readable(credentials),
      },
      { cursor, limit },
    );
    return {
      ...page,
      items: page.items.map(({ id, events }) => recordOf(id, events, now)),
    };
  }

  async attest(
    request: AttestationRequest,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<AttestationRecord> {
    const { access, integrations, rubrics, services, snapshots, userInfo } =
      this.options;
    const entityRef = parseReference(request.entityRef, 'entityRef');
    const entity = await access.read(entityRef, credentials);
    await grant.require(entityRef);
    const check = await checkOf(rubrics, request.check);
    const service = await services.find(entityRef);
    const seen = service && (await snapshots.newest(service.id));
    const event = attest(
      { ...request, entityRef },
      check,
      basisOf(entity, seen?.facts, check, integrations),
      await actorOf(credentials, userInfo),
      new Date(),
    );
    return this.append(randomUUID(), [], event);
  }

  async confirm(
    id: string,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<AttestationRecord> {
    return this.change(id, credentials, grant, async claim =>
      confirmAttestation(
        claim,
        await actorOf(credentials, this.options.userInfo),
        new Date(),
      ),
    );
  }

  async revoke(
    id: string,
    note: string,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<AttestationRecord> {
    return this.change(id, credentials, grant, async claim =>
      revokeAttestation(
        claim,
        note,
        await actorOf(credentials, this.options.userInfo),
        new Date(),
      ),
    );
  }

  private async change(
    id: string,
    credentials: BackstageCredentials,
    grant: Grant,
    transition: (claim: AttestationClaim) => Promise<AttestationEvent>,
  ): Promise<AttestationRecord> {
    const { access, claims } = this.options;
    const missing = () => new NotFoundError(`There is no attestation ${id}`);
    const events = await claims.read<AttestationEvent>(id, 'attestation');
    if (events.length === 0) throw missing();
    const claim = reduceAttestation(events, new Date());
    await access.read(claim.entityRef, credentials).catch(error => {
      throw error instanceof NotFoundError ? missing() : error;
    });
    await grant.require(claim.entityRef);
    return this.append(id, events, await transition(claim));
  }

  private async append(
    id: string,
    events: AttestationEvent[],
    event: AttestationEvent,
  ): Promise<AttestationRecord> {
    const history = [...events, event];
    const record = recordOf(id, history, new Date());
    await this.options.claims.append(
      events.length,
      event,
      attestationSummary(id, history),
    );
    await evaluateAgain(this.options, record.entityRef);
    return record;
  }
}

/** How an attestation is stored: without regard to the time, which goes on. */
export function attestationSummary(id: string, history: AttestationEvent[]) {
  const { entityRef, check, state, at, expiresAt } = reduceAttestation(
    history,
    new Date(0),
  );
  return {
    id,
    kind: 'attestation' as const,
    entityRef,
    check,
    state,
    openedAt: at,
    expiresAt,
  };
}

function recordOf(
  id: string,
  history: AttestationEvent[],
  now: Date,
): AttestationRecord {
  return { id, ...reduceAttestation(history, now), history };
}
