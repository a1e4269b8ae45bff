import { UserInfoService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Check } from '@goldenpath/backstage-plugin-production-readiness-common';
import { EntityAccess } from '../access/EntityAccess';
import { ClaimStore } from '../database/ClaimStore';
import { ServiceStore } from '../database/ServiceStore';
import { RubricInForce } from '../rubric/RubricInForce';
import { EvaluationQueue } from '../queue/EvaluationQueue';

/** What exemptions and attestations rest on. */
export interface ClaimServiceOptions {
  access: EntityAccess;
  claims: ClaimStore;
  queue: EvaluationQueue;
  rubrics: RubricInForce;
  services: ServiceStore;
  userInfo: UserInfoService;
}

/** @throws InputError for a check that the rubric does not have */
export async function checkOf(
  rubrics: RubricInForce,
  id: string,
): Promise<Check> {
  const { checks } = await rubrics.current();
  const compiled = checks.find(({ check }) => check.id === id);
  if (compiled) return compiled.check;
  throw new InputError(`check: the rubric has no check ${id}`);
}
