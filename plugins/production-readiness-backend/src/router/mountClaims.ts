import {
  apiRoutes,
  attestationCreatePermission,
  exemptionDecidePermission,
  exemptionRequestPermission,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ApiRouter } from './ApiRouter';
import { RouterOptions } from './RouterOptions';

/** Exemptions and attestations. */
export function mountClaims(
  api: ApiRouter,
  { exemptions, attestations }: RouterOptions,
): void {
  api.read(apiRoutes.listExemptions, ({ query, credentials }) =>
    exemptions.list(query, credentials),
  );
  api.change(
    apiRoutes.requestExemption,
    { eventId: 'exemption-request', permission: exemptionRequestPermission },
    ({ body, credentials, grant }) =>
      exemptions.request(body, credentials, grant),
  );
  api.change(
    apiRoutes.decideExemption,
    { eventId: 'exemption-decide', permission: exemptionDecidePermission },
    ({ params, body, credentials, grant }) =>
      exemptions.decide(params.id, body, credentials, grant),
  );
  api.change(
    apiRoutes.revokeExemption,
    { eventId: 'exemption-revoke', permission: exemptionDecidePermission },
    ({ params, body, credentials, grant }) =>
      exemptions.revoke(params.id, body.note, credentials, grant),
  );

  api.read(apiRoutes.listAttestations, ({ query, credentials }) =>
    attestations.list(query, credentials),
  );
  api.change(
    apiRoutes.attest,
    { eventId: 'attestation-create', permission: attestationCreatePermission },
    ({ body, credentials, grant }) =>
      attestations.attest(body, credentials, grant),
  );
  api.change(
    apiRoutes.confirmAttestation,
    { eventId: 'attestation-confirm', permission: attestationCreatePermission },
    ({ params, credentials, grant }) =>
      attestations.confirm(params.id, credentials, grant),
  );
  api.change(
    apiRoutes.revokeAttestation,
    { eventId: 'attestation-revoke', permission: attestationCreatePermission },
    ({ params, body, credentials, grant }) =>
      attestations.revoke(params.id, body.note, credentials, grant),
  );
}
