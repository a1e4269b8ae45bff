import { resolve } from 'node:path';
import { complaints } from '../command';
import { inFolder } from '../files';
import { Validator } from '../Validator';

const bin = resolve(
  require.resolve('squawk-cli/package.json'),
  '../js/bin/squawk',
);

/** Migrations take no lock that stops a running service, by the service's own settings of squawk. */
export const migrationsValidator: Validator = {
  name: 'squawk',
  units: files => {
    const own = files.filter(
      ({ path }) =>
        path === '.squawk.toml' || /^migrations\/.*\.up\.sql$/.test(path),
    );
    return own.some(({ path }) => path.endsWith('.sql'))
      ? [{ label: 'migrations', files: own }]
      : [];
  },
  check: unit =>
    inFolder(unit, folder =>
      complaints(
        process.execPath,
        [
          bin,
          ...unit.files
            .map(({ path }) => path)
            .filter(path => path.endsWith('.sql')),
        ],
        folder,
      ),
    ),
};
