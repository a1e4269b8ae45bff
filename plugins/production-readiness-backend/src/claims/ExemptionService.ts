import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  decideExemption,
  DecideExemptionRequest,
  ExemptionClaim,
  ExemptionEvent,
  ExemptionRecord,
  ExemptionRequest,
  ExemptionState,
  ListClaimsRequest,
  Page,
  requestExemption,
  revokeExemption,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { actorOf } from '../access/actorOf';
import { ownerOf } from '../catalog/describeService';
import { parseReference } from '../catalog/parseReference';
import { Grant } from '../permissions/Grants';
import { ClaimBook } from './ClaimBook';
import { exemptionRules } from './claimRules';
import { checkOf, ClaimServiceOptions } from './ClaimServiceOptions';

/** Exemptions. The rules are those of the common package; this loads, applies and appends. */
export class ExemptionService {
  private constructor(
    private readonly options: ClaimServiceOptions,
    private readonly book: ClaimBook<ExemptionEvent, ExemptionClaim>,
  ) {}

  static create(options: ClaimServiceOptions): ExemptionService {
    return new ExemptionService(
      options,
      new ClaimBook(exemptionRules, options),
    );
  }

  async list(
    request: ListClaimsRequest<ExemptionState>,
    credentials: BackstageCredentials,
  ): Promise<Page<ExemptionRecord>> {
    return this.book.list(request, credentials);
  }

  async request(
    request: ExemptionRequest,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<ExemptionRecord> {
    const { access, rubrics, userInfo } = this.options;
    const entityRef = parseReference(request.entityRef, 'entityRef');
    const entity = await access.read(entityRef, credentials);
    await grant.require(entityRef);
    return this.book.open(
      requestExemption(
        { ...request, entityRef },
        await checkOf(rubrics, request.check),
        ownerOf(entity),
        await actorOf(credentials, userInfo),
        new Date(),
      ),
    );
  }

  async decide(
    id: string,
    decision: DecideExemptionRequest,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<ExemptionRecord> {
    return this.book.change(id, credentials, grant, (claim, actor, now) =>
      decideExemption(claim, decision, actor, now),
    );
  }

  async revoke(
    id: string,
    note: string,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<ExemptionRecord> {
    return this.book.change(id, credentials, grant, (claim, actor, now) =>
      revokeExemption(claim, note, actor, now),
    );
  }
}
