import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';

const ownPackage =
  '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';

/**
 * The folder `templates` that is nearest above a folder: the one that comes along with this package, or the one
 * of the repository that the package is developed in.
 *
 * @throws NotFoundError when there is none.
 */
export async function findTemplates(
  start = resolvePackagePath(ownPackage),
): Promise<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, 'templates');
    const found = await stat(join(candidate, 'blocks')).then(
      () => true,
      () => false,
    );
    if (found) {
      return candidate;
    }
    if (folder === dirname(folder)) {
      throw new NotFoundError(
        'No golden paths were found; name their folder with --templates',
      );
    }
  }
}
