import { Facts } from '../facts';
import {
  CompiledCheck,
  CompiledDeclaration,
  CompiledRequirement,
} from '../rubric/compileRubric';
import { Result } from '../scorecard/Scorecard';
import { Attestation, Exemption } from './claims';
import { evaluateRequirement } from './evaluateRequirement';
import { Outcome } from './Outcome';

/** What a check is judged on. */
export interface CheckInput {
  facts: Facts;
  declarations: CompiledDeclaration[];
  attestations: Attestation[];
  exemptions: Exemption[];
  now: Date;
  entity?: object;
}

type Judgement = Pick<Result, 'state' | 'reason' | 'evidence'> &
  Partial<Result>;

/** Applies one check: applicability, the facts, the platform, an attestation, and last an exemption. */
export function evaluateCheck(
  compiled: CompiledCheck,
  input: CheckInput,
): Result {
  const { id, level, area, blocker } = compiled.check;
  return {
    id,
    level,
    area,
    blocker: blocker || holds(compiled.blockerWhen, input.facts),
    ...judge(compiled, input),
  };
}

function judge(compiled: CompiledCheck, input: CheckInput): Judgement {
  if (input.entity && !compiled.concerns(input.entity)) {
    return {
      state: 'not-applicable',
      reason: 'The rubric leaves this kind of entity out.',
      evidence: [],
    };
  }
  const applies =
    compiled.appliesWhen &&
    evaluateRequirement(compiled.appliesWhen, input.facts);
  if (applies?.truth === 'false') {
    return {
      state: 'not-applicable',
      reason: applies.reason,
      evidence: [],
    };
  }
  const observed: Outcome = compiled.passesWhen
    ? evaluateRequirement(compiled.passesWhen, input.facts)
    : {
        truth: 'false',
        reason: 'Nobody has attested it yet.',
        evidence: [],
      };
  if (observed.truth === 'true') return observedAs('pass', observed);
  const settled =
    inheritedPass(compiled, input) ??
    attested(compiled, input) ??
    (applies?.truth === 'unknown'
      ? observedAs('unknown', applies)
      : observedAs(
          observed.truth === 'unknown' ? 'unknown' : 'fail',
          observed,
        ));
  if (settled.state === 'pass') return settled;
  return exempted(compiled, input, settled) ?? settled;
}

function holds(
  requirement: CompiledRequirement | undefined,
  facts: Facts,
): boolean {
  return (
    requirement !== undefined &&
    evaluateRequirement(requirement, facts).truth === 'true'
  );
}

function observedAs(
  state: 'pass' | 'fail' | 'unknown',
  { reason, evidence }: Outcome,
): Judgement {
  return { state, reason, evidence };
}

function inheritedPass(
  { check }: CompiledCheck,
  { declarations, facts }: CheckInput,
): Judgement | undefined {
  for (const { declaration, when } of declarations) {
    if (!declaration.provides.includes(check.id)) continue;
    const outcome = evaluateRequirement(when, facts);
    if (outcome.truth === 'true') {
      const { id, title } = declaration;
      return {
        state: 'pass',
        reason: `Provided by the platform: ${title}.`,
        evidence: outcome.evidence,
        inherited: { id, title },
      };
    }
  }
  return undefined;
}

function attested(
  { check }: CompiledCheck,
  { attestations, now }: CheckInput,
): Judgement | undefined {
  if (!check.attestation) return undefined;
  const needsSecond = check.attestation.secondPerson;
  const latest = attestations
    .filter(
      ({ check: id, confirmedBy }) =>
        id === check.id && (!needsSecond || confirmedBy !== undefined),
    )
    .sort((a, b) => Date.parse(b.expiresAt) - Date.parse(a.expiresAt))[0];
  if (!latest) return undefined;
  const base = {
    evidence: latest.evidence.map(url => ({ url })),
    attestation: latest.id,
  };
  const day = latest.expiresAt.slice(0, 10);
  return Date.parse(latest.expiresAt) > now.getTime()
    ? {
        ...base,
        state: 'pass',
        reason: `Attested by ${latest.by}, good until ${day}.`,
      }
    : {
        ...base,
        state: 'stale',
        reason: `The attestation by ${latest.by} expired on ${day}.`,
        lastObserved: 'pass',
      };
}

function exempted(
  { check }: CompiledCheck,
  { exemptions, now }: CheckInput,
  otherwise: Judgement,
): Judgement | undefined {
  if (!check.exemptable) return undefined;
  const exemption = exemptions.find(
    ({ check: id, expiresAt }) =>
      id === check.id && Date.parse(expiresAt) > now.getTime(),
  );
  return (
    exemption && {
      ...otherwise,
      state: 'exempt',
      reason: `Exempt until ${exemption.expiresAt.slice(0, 10)}: ${
        exemption.reason
      }`,
      exemption: exemption.id,
    }
  );
}
