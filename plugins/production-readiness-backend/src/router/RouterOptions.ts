import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { AttestationService } from '../claims/AttestationService';
import { ExemptionService } from '../claims/ExemptionService';
import { SarifService } from '../export/SarifService';
import { FactService } from '../origins/FactService';
import { Grants } from '../permissions/Grants';
import { OperationsService } from '../operations/OperationsService';
import { ReviewService } from '../reviews/ReviewService';
import { RollupService } from '../rollups/RollupService';
import { ActivationService } from '../rubric/ActivationService';
import { RubricInForce } from '../rubric/RubricInForce';
import { PreviewService } from '../rubric/PreviewService';
import { ScorecardService } from '../scorecards/ScorecardService';

/** What the routes need: who asks, whether they may, and who answers. */
export interface RouterOptions {
  attestations: AttestationService;
  auditor: AuditorService;
  exemptions: ExemptionService;
  facts: FactService;
  httpAuth: HttpAuthService;
  grants: Grants;
  operations: OperationsService;
  previews: PreviewService;
  reviews: ReviewService;
  rollups: RollupService;
  rubrics: RubricInForce;
  activations: ActivationService;
  sarif: SarifService;
  scorecards: ScorecardService;
}
