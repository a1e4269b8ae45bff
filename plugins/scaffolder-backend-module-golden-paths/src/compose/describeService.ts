import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';

/**
 * What templates know about the service as `service`, derived from the answers.
 *
 * @public
 */
export interface ServiceDescription {
  name: string;
  /** The name with underscores, for identifiers and database names. */
  snake: string;
  description: string;
  /** Full reference of the owning group. */
  owner: string;
  /** Name of the owning group. */
  team: string;
  repository: {
    /** What the host runs: it decides on annotations, addresses and templates for changes. */
    kind: 'github' | 'gitlab';
    /** What the host calls a change that is proposed, like "pull request". */
    change: string;
    host: string;
    /** Organisation, user or group; GitLab's groups may be nested. */
    owner: string;
    name: string;
    /** `owner/name`. */
    slug: string;
    url: string;
    /** Address of the files of the branch `main`, without a slash at its end. */
    filesUrl: string;
  };
  /** The image without a tag. */
  image: string;
}

// What some YAML reader takes for a boolean, a null or a number, quoted or not by the next tool in the chain.
const yamlWords = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/;

/**
 * Describes the service of validated values. Without a `repoUrl` the repository is taken to be
 * `github.com/<team>/<name>`, or `gitlab.com/<team>/<name>` with a pipeline for GitLab; without a `registry` images
 * are kept beside the repository.
 *
 * @throws InputError for a name that YAML takes for something else, an owner that is no group, a repoUrl that
 * names no repository.
 */
export function describeService(
  values: JsonObject,
  hostKind?: (host: string) => 'github' | 'gitlab' | undefined,
): ServiceDescription {
  const name = text(values, 'name');
  if (yamlWords.test(name)) {
    throw new InputError(
      `"name" must not be a word that YAML reads as a boolean, null or number (it is "${name}")`,
    );
  }
  const group = parseOwner(text(values, 'owner'));
  const onGitlab = values.ci === 'gitlab';
  const repository = parseRepository(
    text(values, 'repoUrl') ||
      `${onGitlab ? 'gitlab.com' : 'github.com'}?${new URLSearchParams({
        owner: group.name.toLowerCase(),
        repo: name,
      })}`,
    name,
    host =>
      onGitlab
        ? 'gitlab'
        : hostKind?.(host) ??
          (/(?:^|\.)gitlab\./i.test(host) ? 'gitlab' : 'github'),
  );
  const registry =
    text(values, 'registry') ||
    (repository.kind === 'gitlab' ? `registry.${repository.host}` : 'ghcr.io');
  const path = `${repository.owner}/${repository.name}`.toLowerCase();
  return {
    name,
    snake: name.replace(/-/g, '_'),
    description: text(values, 'description') || `The ${name} service`,
    owner: stringifyEntityRef(group),
    team: group.name,
    repository,
    image: `${registry}/${path}`,
  };
}

function text(values: JsonObject, key: string): string {
  const value = values[key];
  if (typeof value !== 'string') {
    throw new InputError(`"${key}" is required and must be a text`);
  }
  return value;
}

function parseOwner(owner: string) {
  let ref;
  try {
    ref = parseEntityRef(owner, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `"owner" must be a group, like "checkout" or "group:default/checkout" (it is ${JSON.stringify(
        owner,
      )})`,
    );
  }
  const safe = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
  if (
    ref.kind.toLocaleLowerCase('en-US') !== 'group' ||
    !safe.test(ref.name) ||
    !safe.test(ref.namespace)
  ) {
    throw new InputError(
      `"owner" must be a group, because people change teams (it is ${JSON.stringify(
        owner,
      )})`,
    );
  }
  return { ...ref, kind: 'group' };
}

function parseRepository(
  repoUrl: string,
  service: string,
  kindOf: (host: string) => 'github' | 'gitlab',
) {
  const [host, query = ''] = repoUrl.split('?');
  const parameters = new URLSearchParams(query);
  const owner = parameters.get('owner') ?? '';
  const name = parameters.get('repo') ?? service;
  const part = /^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,100}$/;
  const owners = owner.split('/');
  if (
    !/^[A-Za-z0-9.-]+(?::\d{1,5})?$/.test(host) ||
    owners.length > 20 ||
    !owners.every(each => part.test(each)) ||
    !part.test(name)
  ) {
    throw new InputError(
      `"repoUrl" must name a repository, like "github.com?owner=acme&repo=orders" (it is ${JSON.stringify(
        repoUrl,
      )})`,
    );
  }
  const protocol = /^(?:localhost|127\.\d+\.\d+\.\d+)(?::|$)/.test(host)
    ? 'http'
    : 'https';
  const url = `${protocol}://${host}/${owner}/${name}`;
  const kind = kindOf(host);
  return {
    kind,
    change: kind === 'gitlab' ? 'merge request' : 'pull request',
    host,
    owner,
    name,
    slug: `${owner}/${name}`,
    url,
    filesUrl: kind === 'gitlab' ? `${url}/-/blob/main` : `${url}/blob/main`,
  };
}
