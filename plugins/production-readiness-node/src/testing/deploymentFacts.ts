import {
  CollectionName,
  FactOf,
  Facts,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { deploymentCollectors } from '../collectors/deploymentCollectors';
import { ServiceScope } from '../collectors/Collector';
import { collectFacts } from '../repository/collectFacts';
import { Limits } from '../repository/limits';
import { MemoryTree } from '../repository/MemoryTree';

/** For tests: what the deployment collectors find in a few files. */
export async function deploymentFacts(
  files: Record<string, string | Buffer>,
  scope: ServiceScope = { path: '', name: 'shop' },
  limits?: Partial<Limits>,
) {
  const facts = await collectFacts(MemoryTree.of(files), scope, {
    collectors: deploymentCollectors,
    limits,
  });
  return { ...facts, of: itemsOf(facts) };
}

function itemsOf(facts: Facts) {
  return <C extends CollectionName>(name: C): Array<FactOf<C>> =>
    (facts.collections[name] ?? []) as unknown as Array<FactOf<C>>;
}

/** For tests: a Deployment with the given container fields, indented as the container's own. */
export function deployment(name: string, container: string, spec = ''): string {
  const indented = (text: string, spaces: number) =>
    text
      .split('\n')
      .filter(line => line !== '')
      .map(line => ' '.repeat(spaces) + line)
      .join('\n');
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
${indented(spec, 2)}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
${indented(container, 10)}
`;
}
