import { Entity } from '@backstage/catalog-model';
import {
  collectFacts,
  DirectoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { RuntimeValue } from '../compose/BlockDefinition';
import { readComponent } from '../readiness/readComponent';
import { detectCommands } from './detectCommands';
import { plainText } from './markdownText';
import { readText } from './readText';

/** What a repository says about the service in it. */
export interface DetectedService {
  /** From catalog-info.yaml, else the repository's own name. */
  name: string;
  owner: string | undefined;
  description: string | undefined;
  system: string | undefined;
  lifecycle: string | undefined;
  runtime: 'node' | 'python' | undefined;
  packageManager: string | undefined;
  /** What differs from the runtime profile of a new service. */
  profile: Record<string, RuntimeValue>;
  /** Things a person has to look at before the request is merged. */
  remarks: string[];
}

/** Looks at a repository with the collectors of the scorecard. */
export async function detectService(
  directory: string,
  repository: string,
  signal?: AbortSignal,
): Promise<DetectedService> {
  const entity = await readComponent(directory);
  const name = entity?.metadata.name ?? repository.toLowerCase();
  const { collections } = await collectFacts(
    DirectoryTree.at(directory),
    { path: '', name },
    { signal },
  );
  const items = (key: string) => collections[key] ?? [];
  const texts = (key: string, field: string) =>
    items(key).flatMap(item =>
      typeof item[field] === 'string' ? [String(item[field])] : [],
    );
  const ecosystems = new Set([
    ...texts('manifests', 'ecosystem'),
    ...texts('code', 'ecosystem'),
  ]);
  const languages = (['node', 'python'] as const).filter(language =>
    ecosystems.has(language),
  );
  const runtime = languages.length === 1 ? languages[0] : undefined;
  const { commands, packageManager, remarks } = await detectCommands(
    directory,
    runtime,
  );
  const health = items('code')
    .filter(({ capability }) => capability === 'health-endpoint')
    .map(({ name: path }) => String(path))
    .filter(path => path.startsWith('/'));
  const service = items('containers').filter(({ role }) => role === 'service');
  const probed = (probe: string) =>
    service.flatMap(container => {
      const { path } = (container[probe] ?? {}) as { path?: string };
      return path ? [path] : [];
    })[0];
  const live = probed('livenessProbe') ?? health[0];
  const ready = probed('readinessProbe') ?? health[1] ?? live;
  const port = await detectPort(directory);
  const dependency = items('traits').find(
    ({ trait }) => trait === 'backing-dependency',
  );
  return {
    name,
    owner: textOf(entity?.spec?.owner) ?? texts('ownership', 'owner')[0],
    description: textOf(entity?.metadata.description),
    system: textOf(entity?.spec?.system),
    lifecycle: textOf(entity?.spec?.lifecycle),
    runtime,
    packageManager,
    profile: {
      ...(port && { port }),
      paths: { ...(live && { live }), ...(ready && { ready, sample: ready }) },
      commands,
    },
    remarks: [
      ...remarks,
      ...(dependency
        ? [
            `The service depends on something beside it (${plainText(
              String(dependency.reason),
            ).replace(
              /\.$/,
              '',
            )}): where a chart comes with a NetworkPolicy, allow the way there, and name the secret in \`values.yaml\`.`,
          ]
        : []),
      ...(items('images').length === 0
        ? ['There is no Dockerfile; a chart and a pipeline need an image.']
        : []),
    ],
  };
}

async function detectPort(directory: string): Promise<number | undefined> {
  const text = (await readText(directory, 'Dockerfile')) ?? '';
  const port = Number(/^EXPOSE[ \t]{1,9}(\d{1,5})/im.exec(text)?.[1]);
  return port > 0 && port < 65_536 ? port : undefined;
}

function textOf(value: Entity['spec'] | unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
