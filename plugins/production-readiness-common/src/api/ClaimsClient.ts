import {
  AttestationRequest,
  AttestationState,
  ExemptionRequest,
  ExemptionState,
} from '../claims';
import {
  AttestationRecord,
  attestationRecordSchema,
  DecideExemptionRequest,
  ExemptionRecord,
  exemptionRecordSchema,
  ListClaimsRequest,
} from './claims';
import { ReadinessClientOptions, ReadinessFetcher } from './ReadinessFetcher';
import { Page, pageSchema } from './wire';

/** Exemptions and attestations, as the backend offers them. Failures are the errors of `@backstage/errors`. @public */
export interface ClaimsApi {
  listExemptions(
    request?: ListClaimsRequest<ExemptionState>,
  ): Promise<Page<ExemptionRecord>>;
  requestExemption(request: ExemptionRequest): Promise<ExemptionRecord>;
  decideExemption(
    id: string,
    decision: DecideExemptionRequest,
  ): Promise<ExemptionRecord>;
  revokeExemption(id: string, note: string): Promise<ExemptionRecord>;
  listAttestations(
    request?: ListClaimsRequest<AttestationState>,
  ): Promise<Page<AttestationRecord>>;
  attest(request: AttestationRequest): Promise<AttestationRecord>;
  confirmAttestation(id: string): Promise<AttestationRecord>;
  revokeAttestation(id: string, note: string): Promise<AttestationRecord>;
}

/** Talks to the backend over HTTP; every answer is parsed. @public */
export class ClaimsClient implements ClaimsApi {
  readonly #fetcher: ReadinessFetcher;

  constructor(options: ReadinessClientOptions) {
    this.#fetcher = new ReadinessFetcher(options);
  }

  listExemptions(request: ListClaimsRequest<ExemptionState> = {}) {
    const page = pageSchema(exemptionRecordSchema);
    return this.#fetcher.get('/exemptions', page, { ...request });
  }

  requestExemption(request: ExemptionRequest) {
    return this.#exemption('/exemptions', request);
  }

  decideExemption(id: string, decision: DecideExemptionRequest) {
    return this.#exemption(pathOf('exemptions', id, 'decision'), decision);
  }

  revokeExemption(id: string, note: string) {
    return this.#exemption(pathOf('exemptions', id, 'revocation'), { note });
  }

  listAttestations(request: ListClaimsRequest<AttestationState> = {}) {
    const page = pageSchema(attestationRecordSchema);
    return this.#fetcher.get('/attestations', page, { ...request });
  }

  attest(request: AttestationRequest) {
    return this.#attestation('/attestations', request);
  }

  confirmAttestation(id: string) {
    return this.#attestation(pathOf('attestations', id, 'confirmation'), {});
  }

  revokeAttestation(id: string, note: string) {
    const path = pathOf('attestations', id, 'revocation');
    return this.#attestation(path, { note });
  }

  #exemption(path: string, body: object) {
    return this.#fetcher.post(path, body, exemptionRecordSchema);
  }

  #attestation(path: string, body: object) {
    return this.#fetcher.post(path, body, attestationRecordSchema);
  }
}

function pathOf(collection: string, id: string, act: string): string {
  return `/${collection}/${encodeURIComponent(id)}/${act}`;
}
