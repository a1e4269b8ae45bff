import { InputError } from '@backstage/errors';
import { limits } from './limits';
import { templateExtension } from './loadBlock';

/**
 * The path of a generated file: placeholders like `{name}` are replaced, and `.njk` is taken off.
 *
 * @param names - what each placeholder stands for
 *
 * @throws InputError for any other placeholder, a path that leaves the repository, or one that some system
 * cannot hold.
 */
export function renderFilePath(
  path: string,
  names: Record<string, string>,
): string {
  const replaced = path.replace(/\{([^{}]*)\}/g, (_match, key: string) => {
    if (!Object.hasOwn(names, key)) {
      const known = Object.keys(names).join(', ');
      throw new InputError(
        `${path}: {${key}} is no placeholder of a path; there are: ${known}`,
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
