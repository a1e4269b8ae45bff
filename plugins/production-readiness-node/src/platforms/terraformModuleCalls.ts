import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { broughtBeside } from '../deployment/broughtBeside';
import { FoundDeployment, Origin } from '../deployment/model';
import { isBackingImage, isToolImage } from '../deployment/offTheShelf';
import { valueResources } from '../helm/valueResources';
import { first, text } from '../infrastructure/hclValues';
import { TerraformInstance } from '../infrastructure/modules/TerraformInstance';
import { resourcesIn } from '../kubernetes/KubernetesResource';
import { readResources } from '../kubernetes/readResources';
import { Cursor } from '../repository/yaml/Cursor';
import { isMapping } from '../repository/yaml/Located';

/** A call of a module that is elsewhere, and where it stands. */
interface ModuleCall {
  label: string;
  source: string;
  values: Record<string, unknown>;
  place: { path: string; line: number };
}

const image = /^(?:[a-z]+_)*image(?:_(?:uri|url|tag|name|repository))?$/;
const kubernetes =
  /(?:^|[^a-z])(?:aks|eks|gke|openshift|kubernetes|k8s|helm)(?:[^a-z]|$)/i;
const job = /(?:^|[^a-z])(?:jobs?|cron|cronjobs?|migrations?)(?:[^a-z]|$)/i;
const vault =
  /(?:^|_)(?:key_vault|secrets?_manager|secret_arns?|vault_(?:path|role|secret))/;

/**
 * What modules that are not in the repository do with what they are given: the workload that one runs on Kubernetes, as
 * far as its arguments describe it, and the stores that secrets are taken from.
 */
export function readModuleCalls(
  { folder, values }: TerraformInstance,
  isElsewhere: (source: string) => boolean,
  originOf: (label: string, path: string) => Origin,
): Pick<FoundDeployment, 'workloads' | 'platform' | 'gaps'> {
  const found = {
    workloads: [] as FoundDeployment['workloads'],
    platform: [] as FoundDeployment['platform'],
    gaps: [] as FactGap[],
  };
  for (const { path, lines, json } of folder.files) {
    const blocks = isMapping(json.module) ? Object.entries(json.module) : [];
    for (const [label, block] of blocks) {
      const content = first(block) ?? {};
      const source = text(content.source) ?? '';
      if (!isElsewhere(source) || values.settle(content.count) === 0) continue;
      const settled = values.settle(content);
      const line = lines.findIndex(each => opens(each, label)) + 1;
      const call: ModuleCall = {
        label,
        source,
        values: isMapping(settled) ? settled : {},
        place: { path, line: Math.max(line, 1) },
      };
      const origin = originOf(label, path);
      addSecretStore(found, call, origin);
      if (runsService(call)) addWorkload(found, call, origin);
    }
  }
  return found;
}

function opens(line: string, label: string): boolean {
  return line.startsWith('module') && line.includes(label);
}

function runsService({ label, source, values }: ModuleCall): boolean {
  const keys = Object.keys(values);
  const images = keys.filter(key => image.test(key));
  const isKubernetes =
    kubernetes.test(source) || keys.some(key => key.startsWith('kubernetes_'));
  const isOthers = images.some(key => {
    const name = text(values[key]) ?? '';
    return isBackingImage(name) || isToolImage(name);
  });
  return (
    images.length > 0 &&
    isKubernetes &&
    !isOthers &&
    ![label, source].some(name => job.test(name))
  );
}

function addWorkload(
  found: Pick<FoundDeployment, 'workloads' | 'platform' | 'gaps'>,
  { label, source, values, place }: ModuleCall,
  origin: Origin,
): void {
  const given = Cursor.at(withCamelKeys(values), place);
  const made = valueResources(given, {
    name: text(values.name) ?? label,
    left: `left to the module ${source}`,
  });
  const read = readResources(made.flatMap(root => resourcesIn(root, origin)));
  found.workloads.push(...(read.workloads ?? []));
  found.platform.push(...(read.platform ?? []));
  found.gaps.push({
    collection: 'platform',
    reason: `What the module ${source} defines is not in the repository.`,
    source: place,
    hides: broughtBeside,
  });
}

function addSecretStore(
  { platform }: Pick<FoundDeployment, 'platform'>,
  { label, values, place }: ModuleCall,
  origin: Origin,
): void {
  const key = Object.keys(values).find(name => vault.test(name));
  if (key === undefined || !values[key]) return;
  platform.push({
    ...{ kind: 'secret-store', resource: key, name: label },
    ...{ enabled: true, automated: false, facets: ['module'] },
    selects: { by: 'everything' },
    source: place,
    origin,
  });
}

function withCamelKeys(
  values: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
