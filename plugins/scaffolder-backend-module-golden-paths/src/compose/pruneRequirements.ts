import { InputError } from '@backstage/errors';

interface Requirement {
  name: string;
  version: string;
  lines: string[];
  /** The packages that ask for it, as the comment "via" says; projects are left out. */
  via: Set<string>;
}

const entry = /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})==([^\s;\\]{1,60})/;
const declared =
  /^\s{0,20}"([A-Za-z0-9][A-Za-z0-9._-]{0,99})(?:\[[a-z0-9, -]{0,60}\])?==([^"\s;]{1,60})",?\s{0,20}$/;

/**
 * The part of a requirements.txt, as `uv pip compile` and `pip-compile` write it, that the `dependencies` of a
 * pyproject.toml need. Which package asks for which is taken from the comments "via".
 *
 * @throws InputError when the manifest names a package, or a version, that the lock does not hold.
 */
export function pruneRequirements(
  lockText: string,
  manifestText: string,
): string {
  const { head, requirements } = readRequirements(lockText);
  const kept = new Set<string>();
  for (const { name, version } of readDependencies(manifestText)) {
    const locked = requirements.get(name);
    if (locked?.version !== version) {
      throw new InputError(
        `pyproject.toml asks for ${name} ${version}, the lock was made for ${
          locked?.version ?? 'none'
        }`,
      );
    }
    kept.add(name);
  }
  for (let size = -1; size < kept.size; ) {
    size = kept.size;
    for (const { name, via } of requirements.values()) {
      if ([...via].some(parent => kept.has(parent))) kept.add(name);
    }
  }
  const lines = [...requirements.values()]
    .filter(({ name }) => kept.has(name))
    .flatMap(requirement => requirement.lines);
  return `${[...head, ...lines].join('\n')}\n`;
}

function readRequirements(text: string) {
  const head: string[] = [];
  const requirements = new Map<string, Requirement>();
  let current: Requirement | undefined;
  for (const line of text.trimEnd().split('\n')) {
    const match = entry.exec(line);
    if (match) {
      const name = canonical(match[1]);
      current = { name, version: match[2], lines: [], via: new Set() };
      requirements.set(name, current);
    }
    (current?.lines ?? head).push(line);
    const parent = /^\s{4,20}#\s{1,20}(?:via\s)?(.+)$/.exec(line)?.[1].trim();
    // A project is written as "name (pyproject.toml)".
    if (current && parent && !parent.includes(' ')) {
      current.via.add(canonical(parent));
    }
  }
  return { head, requirements };
}

function readDependencies(text: string) {
  const lines = text.split('\n');
  const begin = lines.indexOf('dependencies = [');
  const end = lines.indexOf(']', begin);
  if (begin < 0 || end < 0) {
    throw new InputError('pyproject.toml holds no list of dependencies');
  }
  return lines.slice(begin + 1, end).map(line => {
    const match = declared.exec(line);
    if (!match) {
      throw new InputError(
        `pyproject.toml: ${line.trim()} names no exact version`,
      );
    }
    return { name: canonical(match[1]), version: match[2] };
  });
}

function canonical(name: string): string {
  return name.toLocaleLowerCase('en-US').replace(/[-_.]+/g, '-');
}
