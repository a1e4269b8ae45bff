import { pruneNpmLock } from './pruneNpmLock';

const lock = {
  name: 'all',
  version: '0.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': {
      dependencies: { a: '1.0.0', b: '1.0.0' },
      devDependencies: { d: '1.0.0' },
    },
    'node_modules/a': { version: '1.0.0', dependencies: { shared: '^1' } },
    'node_modules/b': {
      version: '1.0.0',
      dependencies: { shared: '^2', onlyb: '^1' },
    },
    'node_modules/b/node_modules/shared': { version: '2.0.0' },
    'node_modules/d': {
      version: '1.0.0',
      dev: true,
      dependencies: { onlyb: '^1' },
      optionalDependencies: { native: '1', absent: '1' },
    },
    'node_modules/native': { version: '1.0.0', dev: true, optional: true },
    'node_modules/onlyb': { version: '1.0.0' },
    'node_modules/shared': { version: '1.0.0' },
  },
};

const prune = (manifest: object) =>
  JSON.parse(
    pruneNpmLock(
      JSON.stringify(lock),
      JSON.stringify({ name: 'orders', version: '0.1.0', ...manifest }),
    ),
  );

it('keeps what is reached, where it stands, and says what is for development only', () => {
  const pruned = prune({
    dependencies: { a: '1.0.0' },
    devDependencies: { d: '1.0.0' },
  });
  expect(pruned.name).toBe('orders');
  expect(Object.keys(pruned.packages)).toEqual([
    '',
    'node_modules/a',
    'node_modules/d',
    'node_modules/native',
    'node_modules/onlyb',
    'node_modules/shared',
  ]);
  expect(pruned.packages['node_modules/onlyb']).toEqual({
    version: '1.0.0',
    dev: true,
  });
  expect(pruned.packages['node_modules/native'].optional).toBe(true);
});

it('keeps a version that stands below the package that needs it', () => {
  const { packages } = prune({ dependencies: { b: '1.0.0' } });
  expect(packages['node_modules/b/node_modules/shared'].version).toBe('2.0.0');
  expect(packages['node_modules/shared']).toBeUndefined();
});

it('fails when the manifest and the lock have come apart', () => {
  expect(() => prune({ dependencies: { a: '2.0.0' } })).toThrow(
    'package.json asks for a 2.0.0, the lock was made for 1.0.0',
  );
});
