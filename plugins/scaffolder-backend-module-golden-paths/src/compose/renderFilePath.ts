import { InputError } from '@backstage/errors';
import { limits } from './limits';
import { templateExtension } from './loadBlock';

/** What a placeholder in a path may stand for. */
export interface PathNames {
  name: string;
  snake: string;
}

/**
 * The path of a generated file: `{name}` and `{snake}` are replaced, and `.njk` is taken off.
 *
 * @throws InputError for any other placeholder, a path that leaves the repository, or one that some system
 * cannot hold.
 */
export function renderFilePath(path: string, names: PathNames): string {
  const replaced = path.replace(/\{([^{}]*)\}/g, (_match, key: string) => {
    if (key !== 'name' && key !== 'snake') {
      throw new InputError(
        `${path}: {${key}} is no placeholder of a path; there are {name} and {snake}`,
      );
    }
    return names[key];
  });
  const rendered = replaced.endsWith(templateExtension)
    ? replaced.slice(0, -templateExtension.length)
    : replaced;
  const safe =
    rendered.length <= limits.pathCharacters &&
    rendered
      .split('/')
      .every(
        part =>
          /^[A-Za-z0-9._@+-]+$/.test(part) &&
          part !== '.' &&
          part !== '..' &&
          part.toLocaleLowerCase('en-US') !== '.git',
      );
  if (!safe) {
    throw new InputError(
      `${path} would be generated as ${JSON.stringify(
        rendered,
      )}, which is no safe path inside a repository`,
    );
  }
  return rendered;
}
