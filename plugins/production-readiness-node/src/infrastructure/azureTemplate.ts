import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { SourceFile } from '../repository/SourceFile';
import { Cursor } from '../repository/yaml/Cursor';
import { managed } from './managed';

type Infrastructure = FactOf<'infrastructure'>;

const deployments = 'Microsoft.Resources/deployments';
const deepest = 4;
const longestName = 200;

/** Whether a file is a template of Azure Resource Manager, what Bicep is compiled to; not one of its parameters. */
export function isAzureTemplate({ path, text }: SourceFile): boolean {
  return (
    path.endsWith('.json') &&
    /schema\.management\.azure\.com\/[^"\s]{1,60}[dD]eploymentTemplate\.json/.test(
      text.slice(0, 2_000),
    )
  );
}

/** The resources of such a template. Azure keeps their state, and one deployment at a time. */
export function readAzureTemplate(root: Cursor): Infrastructure[] {
  return resourcesOf(root, 0);
}

function resourcesOf(template: Cursor, depth: number): Infrastructure[] {
  const list = template.get('resources');
  const resources = list.isList
    ? list.items()
    : list.entries().map(([, resource]) => resource);
  return resources.flatMap((resource): Infrastructure[] => {
    const type = resource.get('type').text();
    if (type === undefined || resource.get('condition').boolean() === false)
      return [];
    const inner = resource.get('properties', 'template');
    if (type === deployments && inner.exists)
      return depth < deepest ? resourcesOf(inner, depth + 1) : [];
    const { path, line } = resource.get('type').position;
    const name = resource.get('name').text() ?? '';
    return [managed('arm', { path, line }, linked(resource) ?? type, name)];
  });
}

/** What the name of a template that is elsewhere says: `…/sql-database.json`. */
function linked(resource: Cursor): string | undefined {
  const link = resource.get('properties', 'templateLink');
  const place = link.get('uri').text() ?? link.get('relativePath').text();
  return /([\w-]{1,100})\.json/.exec((place ?? '').slice(-longestName))?.[1];
}

/** Whether a resource of Azure is what a service runs in. */
export function runsService({ resource }: Infrastructure): boolean {
  return (
    /^Microsoft\.(?:Web\/sites|App\/containerApps|ContainerInstance\/containerGroups)$/i.test(
      resource,
    ) ||
    /^(?:app-?service|web-?app|function-?app|container-?app)(?:-v?\d+)?$/i.test(
      resource,
    )
  );
}
