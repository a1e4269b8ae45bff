import { Facts } from '../facts';
import { CompiledRubric } from '../rubric/compileRubric';
import { exemptionsOf, levelOf } from '../scorecard/level';
import { nextStepsOf } from '../scorecard/nextSteps';
import { Scorecard } from '../scorecard/Scorecard';
import { Attestation, Exemption } from './claims';
import { evaluateCheck } from './evaluateCheck';

/** @public */
export interface EvaluateInput {
  facts: Facts;
  /** The catalog entity, where there is one: decides which checks concern it. */
  entity?: object;
  attestations?: Attestation[];
  exemptions?: Exemption[];
  now: Date;
}

/**
 * Applies a rubric to a service. Pure: the same input gives the same scorecard.
 * @public
 */
export function evaluate(
  rubric: CompiledRubric,
  { facts, entity, attestations = [], exemptions = [], now }: EvaluateInput,
): Scorecard {
  const { name, version, checks } = rubric.document;
  const input = {
    facts,
    entity,
    attestations,
    exemptions,
    now,
    declarations: rubric.declarations,
  };
  const results = rubric.checks.map(check => evaluateCheck(check, input));
  const level = levelOf(results);
  return {
    rubric: { name, version, hash: rubric.hash },
    level,
    exemptions: exemptionsOf(results, level),
    results,
    nextSteps: nextStepsOf(results, checks),
    commit: facts.commit,
  };
}
