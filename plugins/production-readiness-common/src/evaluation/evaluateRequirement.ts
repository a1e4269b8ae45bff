import { Facts } from '../facts';
import { CompiledRequirement } from '../rubric/compileRubric';
import { evaluateSelection } from './evaluateSelection';
import { sharedSources } from './evidence';
import { Outcome } from './Outcome';

/**
 * Applies a requirement to facts. Of several alternatives the first that holds gives the reason, and all that hold
 * give evidence; where none does, the one that found something to speak of gives the reason.
 */
export function evaluateRequirement(
  requirement: CompiledRequirement,
  facts: Facts,
): Outcome {
  if (requirement.kind === 'selection') {
    return evaluateSelection(requirement, facts);
  }
  const outcomes = requirement.of.map(inner =>
    evaluateRequirement(inner, facts),
  );
  return requirement.kind === 'anyOf' ? anyOf(outcomes) : allOf(outcomes);
}

function anyOf(outcomes: Outcome[]): Outcome {
  const holding = outcomes.filter(({ truth }) => truth === 'true');
  if (holding.length > 0) {
    return { ...holding[0], evidence: evidenceOf(holding) };
  }
  return (
    outcomes.find(({ truth }) => truth === 'unknown') ??
    outcomes.find(({ evidence }) => evidence.length > 0) ??
    outcomes[outcomes.length - 1]
  );
}

function allOf(outcomes: Outcome[]): Outcome {
  return (
    outcomes.find(({ truth }) => truth === 'false') ??
    outcomes.find(({ truth }) => truth === 'unknown') ?? {
      truth: 'true',
      reason: outcomes.map(({ reason }) => reason).join(' '),
      evidence: evidenceOf(outcomes),
    }
  );
}

function evidenceOf(outcomes: Outcome[]) {
  return sharedSources(outcomes.map(({ evidence }) => evidence));
}
