import { BackstageCredentials } from '@backstage/backend-plugin-api';
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
  revokeAttestation,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { actorOf } from '../access/actorOf';
import { parseReference } from '../catalog/parseReference';
import { SnapshotStore } from '../database/SnapshotStore';
import { Grant } from '../permissions/Grants';
import { basisOf } from './basis/basisOf';
import { ClaimBook } from './ClaimBook';
import { attestationRules } from './claimRules';
import { checkOf, ClaimServiceOptions } from './ClaimServiceOptions';

/** @see AttestationService */
export interface AttestationServiceOptions extends ClaimServiceOptions {
  integrations: ScmIntegrationRegistry;
  snapshots: SnapshotStore;
}

/** Attestations. The rules are those of the common package; this loads, applies and appends. */
export class AttestationService {
  private constructor(
    private readonly options: AttestationServiceOptions,
    private readonly book: ClaimBook<AttestationEvent, AttestationClaim>,
  ) {}

  static create(options: AttestationServiceOptions): AttestationService {
    return new AttestationService(
      options,
      new ClaimBook(attestationRules, options),
    );
  }

  async list(
    request: ListClaimsRequest<AttestationState>,
    credentials: BackstageCredentials,
  ): Promise<Page<AttestationRecord>> {
    return this.book.list(request, credentials);
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
    return this.book.open(
      attest(
        { ...request, entityRef },
        check,
        basisOf(entity, seen?.facts, check, integrations),
        await actorOf(credentials, userInfo),
        new Date(),
      ),
    );
  }

  async confirm(
    id: string,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<AttestationRecord> {
    return this.book.change(id, credentials, grant, confirmAttestation);
  }

  async revoke(
    id: string,
    note: string,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<AttestationRecord> {
    return this.book.change(id, credentials, grant, (claim, actor, now) =>
      revokeAttestation(claim, note, actor, now),
    );
  }
}
