import { createMockDirectory } from '@backstage/backend-test-utils';
import { findTemplatesFolder } from './findTemplatesFolder';

describe('findTemplatesFolder', () => {
  const monorepo = createMockDirectory({
    content: {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/backend/package.json': '{ "name": "backend" }',
    },
  });
  const backend = monorepo.resolve('packages/backend');

  it('takes templates/ of the monorepo by default', () => {
    expect(findTemplatesFolder(undefined, backend)).toBe(
      monorepo.resolve('templates'),
    );
  });

  it('resolves a configured folder from the working directory', () => {
    expect(findTemplatesFolder('../../paths', backend)).toBe(
      monorepo.resolve('paths'),
    );
    expect(findTemplatesFolder('/srv/paths', backend)).toBe('/srv/paths');
  });
});
