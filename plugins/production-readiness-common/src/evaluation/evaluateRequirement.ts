import { Facts } from '../facts';
import { CompiledRequirement } from '../rubric/compileRubric';
import { evaluateSelection } from './evaluateSelection';
import { Outcome } from './Outcome';

/**
 * Applies a requirement to facts. Of several alternatives the first that holds decides; where none does, the one
 * that found something to speak of gives the reason.
 */
export function evaluateRequirement(
  requirement: CompiledRequirement,
  facts: Facts,
): Outcome {
  if (requirement.kind === 'selection') {
    return evaluateSelection(requirement, facts);
  }
  const decisive = requirement.kind === 'anyOf' ? 'true' : 'false';
  const outcomes: Outcome[] = [];
  for (const inner of requirement.of) {
    const outcome = evaluateRequirement(inner, facts);
    if (outcome.truth === decisive) return outcome;
    outcomes.push(outcome);
  }
  const unknown = outcomes.find(({ truth }) => truth === 'unknown');
  if (unknown) return unknown;
  if (requirement.kind === 'anyOf') {
    return (
      outcomes.find(({ evidence }) => evidence.length > 0) ??
      outcomes[outcomes.length - 1]
    );
  }
  return {
    truth: 'true',
    reason: outcomes.map(({ reason }) => reason).join(' '),
    evidence: outcomes.flatMap(({ evidence }) => evidence),
  };
}
