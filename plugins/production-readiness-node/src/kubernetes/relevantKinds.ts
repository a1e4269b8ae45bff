import { isObservabilityKind } from '../observability/kubernetes';
import { clowdApp } from './clowdAppResources';
import { isPlatformKind } from './platform/readPlatform';
import { isWorkloadKind } from './readWorkload';

const others = new Set(['Service', 'List', 'Template', 'Naisjob', clowdApp]);
/** Groups whose resources are infrastructure, whatever their kind. */
const infrastructureGroups = ['.crossplane.io/', '.upbound.io/'];

/** Whether a text speaks of a group whose resources are infrastructure. */
export function namesInfrastructure(text: string): boolean {
  return infrastructureGroups.some(group => text.includes(group));
}

/** Whether a resource of this kind can say something about a service. */
export function isRelevantKind(kind: string): boolean {
  return (
    others.has(kind) ||
    isWorkloadKind(kind) ||
    isPlatformKind(kind) ||
    isObservabilityKind(kind)
  );
}
