import { Fields } from '../deployment/Fields';
import { FoundContainer, FoundPlatform } from '../deployment/model';
import { Cursor } from '../repository/yaml/Cursor';
import { unresolvedIn } from '../repository/yaml/unresolved';
import {
  DefinedWorkloads,
  isReferenceTo,
  TerraformBlock,
} from './TerraformBlock';
import { nameOf, readable, withOpenParts } from './terraformContainers';

/** Functions of AWS Lambda. A version that an alias points at serves until the next one is published. */
export function readTerraformFunctions(
  blocks: TerraformBlock[],
): DefinedWorkloads {
  const aliases = blocks.filter(({ type }) => type === 'aws_lambda_alias');
  const found: DefinedWorkloads = { workloads: [], platform: [] };
  for (const block of blocks) {
    if (block.type !== 'aws_lambda_function') continue;
    const { content, label, origin, path, line } = block;
    const name = nameOf([content.function_name], label);
    const aliased = aliases.some(alias => pointsAt(alias, block));
    found.workloads.push(
      readable({
        name,
        kind: 'aws_lambda_function',
        platform: 'other' as const,
        job: false,
        strategy: content.publish === true && aliased ? 'BlueGreen' : undefined,
        annotations: {},
        labels: {},
        containers: containersOf(block, name),
        source: { path, line },
        origin,
      }),
    );
    found.platform.push(...scalingOf(block, name));
  }
  return found;
}

function pointsAt(alias: TerraformBlock, block: TerraformBlock): boolean {
  const target = alias.content.function_name;
  if (typeof target !== 'string') return false;
  const expression = unresolvedIn(target);
  return expression === undefined
    ? target === block.content.function_name
    : isReferenceTo(expression, block);
}

function containersOf(
  { content, path, line }: TerraformBlock,
  name: string,
): FoundContainer[] {
  const image = content.image_uri;
  if (image === undefined || image === null) return [];
  const fields = new Fields();
  const container: FoundContainer = {
    name,
    place: 'main',
    image: fields.image(Cursor.at(image, { path, line })),
    listens: false,
    requests: {},
    limits: {},
    dropsAllCapabilities: false,
    preStop: false,
    secretEnvironment: [],
    source: { path, line },
    unresolved: fields.unresolved,
  };
  return withOpenParts([container], [{ image }]);
}

/** Lambda scales by itself; its bound is the concurrency that is reserved for it. */
function scalingOf(
  { content, path, line, origin }: TerraformBlock,
  name: string,
): FoundPlatform[] {
  const reserved = content.reserved_concurrent_executions;
  if (reserved === undefined || reserved === null || reserved === -1) return [];
  const fields = new Fields();
  const cursor = Cursor.at(reserved, { path, line });
  const most = fields.number('maxReplicas', cursor);
  fields.settled('enabled', cursor);
  return [
    {
      kind: 'autoscaler',
      resource: 'aws_lambda_function',
      name,
      enabled: most === undefined || most > 0,
      automated: true,
      maxReplicas: most,
      facets: ['horizontal'],
      selects: { by: 'name', names: [name] },
      source: { path, line },
      origin,
      unresolved: fields.unresolved,
    },
  ];
}
