import { Config } from '@backstage/config';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';

/** What golden paths publish to, with the host that an integration stands for when it names none. */
const PLATFORMS = { github: 'github.com', gitlab: 'gitlab.com' };

/** The Git hosts of the portal on which there can be services, the one that it publishes to first. */
export function readHosts(config: Config): string[] {
  const first = config.getOptionalString('goldenPaths.publish.host');
  const hosts = Object.entries(PLATFORMS).flatMap(([platform, standard]) =>
    (config.getOptionalConfigArray(`integrations.${platform}`) ?? []).map(
      integration => integration.getOptionalString('host') ?? standard,
    ),
  );
  return [...new Set([...(first ? [first] : []), ...hosts])];
}

/**
 * The template with the hosts to choose from in each field that asks for a repository and names none. The field offers
 * nothing by itself, and a template that many portals share cannot know theirs.
 */
export function offerHosts(
  template: TemplateEntityV1beta3,
  hosts: string[],
): TemplateEntityV1beta3 {
  const { parameters } = template.spec;
  return {
    ...template,
    spec: { ...template.spec, parameters: withHosts(parameters, hosts) },
  };
}

function withHosts<T>(value: T, hosts: string[]): T {
  if (Array.isArray(value)) {
    return value.map(each => withHosts(each, hosts)) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const inside = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withHosts(each, hosts)]),
  );
  if (inside['ui:field'] !== 'RepoUrlPicker') return inside as T;
  const options = inside['ui:options'];
  return options?.allowedHosts?.length > 0
    ? (inside as T)
    : ({ ...inside, 'ui:options': { ...options, allowedHosts: hosts } } as T);
}
