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
    ({ body, credentials }) => exemptions.request(body, credentials),
  );
  api.change(
    apiRoutes.decideExemption,
    { eventId: 'exemption-decide', permission: exemptionDecidePermission },
    ({ params, body, credentials }) =>
      exemptions.decide(params.id, body, credentials),
  );
  api.change(
    apiRoutes.revokeExemption,
    { eventId: 'exemption-revoke', permission: exemptionDecidePermission },
    ({ params, body, credentials }) =>
      exemptions.revoke(params.id, body.note, credentials),
  );

  api.read(apiRoutes.listAttestations, ({ query, credentials }) =>
    attestations.list(query, credentials),
  );
  api.change(
    apiRoutes.attest,
    { eventId: 'attestation-create', permission: attestationCreatePermission },
    ({ body, credentials }) => attestations.attest(body, credentials),
  );
  api.change(
    apiRoutes.confirmAttestation,
    { eventId: 'attestation-confirm', permission: attestationCreatePermission },
    ({ params, credentials }) => attestations.confirm(params.id, credentials),
  );
  api.change(
    apiRoutes.revokeAttestation,
    { eventId: 'attestation-revoke', permission: attestationCreatePermission },
    ({ params, body, credentials }) =>
      attestations.revoke(params.id, body.note, credentials),
  );
}
