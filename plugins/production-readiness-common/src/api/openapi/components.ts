import { z } from 'zod';
import { resultSchema, scorecardSchema } from '../../scorecard/Scorecard';
import { checkSchema, rubricSchema } from '../../rubric/Rubric';
import { requirementSchema, selectionSchema } from '../../rubric/condition';
import { reviewEventSchema } from '../../review/events';
import { factGapSchema, sourceSchema } from '../../facts';
import { rubricActivationSchema } from '../activations';
import { attestationRecordSchema, exemptionRecordSchema } from '../claims';
import { evaluationFailureSchema, operationsHealthSchema } from '../operations';
import { previewChangeSchema, rubricPreviewSchema } from '../previews';
import {
  checkResultSchema,
  checkRollupSchema,
  levelCountsSchema,
  levelRollupSchema,
  moverSchema,
  trendPointSchema,
} from '../rollups';
import {
  evaluationStatusSchema,
  reviewRecordSchema,
  reviewSummarySchema,
  serviceScorecardSchema,
  serviceSummarySchema,
} from '../wire';

/** The body of every error of Backstage. */
export const errorSchema = z.looseObject({
  error: z.looseObject({ name: z.string(), message: z.string() }),
});

/** What stands once in the document and is referred to, by name. */
export const componentSchemas: Record<string, z.ZodType> = {
  AttestationRecord: attestationRecordSchema,
  Check: checkSchema,
  CheckResult: checkResultSchema,
  CheckRollup: checkRollupSchema,
  Error: errorSchema,
  EvaluationFailure: evaluationFailureSchema,
  EvaluationStatus: evaluationStatusSchema,
  ExemptionRecord: exemptionRecordSchema,
  LevelCounts: levelCountsSchema,
  LevelRollup: levelRollupSchema,
  Mover: moverSchema,
  OperationsHealth: operationsHealthSchema,
  PreviewChange: previewChangeSchema,
  Requirement: requirementSchema,
  Result: resultSchema,
  ReviewEvent: reviewEventSchema,
  ReviewRecord: reviewRecordSchema,
  ReviewSummary: reviewSummarySchema,
  Rubric: rubricSchema,
  RubricActivation: rubricActivationSchema,
  RubricPreview: rubricPreviewSchema,
  Scorecard: scorecardSchema,
  Selection: selectionSchema,
  ServiceScorecard: serviceScorecardSchema,
  ServiceSummary: serviceSummarySchema,
  TrendPoint: trendPointSchema,
};

/** The same of requests, whose fields may have defaults. */
export const requestSchemas: Record<string, z.ZodType> = {
  FactGap: factGapSchema,
  Source: sourceSchema,
};
