import { dataRules } from './rules/dataRules';
import { deliveryRules } from './rules/deliveryRules';
import { DocumentRule } from './rules/DocumentRule';
import { exerciseRules } from './rules/exerciseRules';
import { incidentRules } from './rules/incidentRules';
import { objectiveRules } from './rules/objectiveRules';
import { runbookRules } from './rules/runbookRules';

/** The kinds of documents that checks ask for. */
export const documentRules: readonly DocumentRule[] = [
  ...runbookRules,
  ...incidentRules,
  ...objectiveRules,
  ...dataRules,
  ...deliveryRules,
  ...exerciseRules,
];
