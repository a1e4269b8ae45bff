import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const lock = resolve(
  __dirname,
  '../../../templates/blocks/runtime-python/skeleton/requirements.txt',
);

// A mirror of the package index may hold less than the index. Without these a service runs all the same: what is
// needed of them is the names of attributes, and those are filled in below.
const spared = [
  'opentelemetry-exporter-http-transport',
  'opentelemetry-exporter-otlp-common',
  'opentelemetry-semantic-conventions',
];
const attributeModules = [
  'attributes/error_attributes',
  'attributes/exception_attributes',
  '_incubating/attributes/otel_attributes',
  '_incubating/metrics/otel_metrics',
  'resource/__init__',
];
const attributeModule = `from unittest.mock import MagicMock


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return name.lower().replace("_", ".") if name.isupper() else MagicMock()
`;

/** A Python that the packages of a service can be had for. */
export interface Python {
  command: string;
  /** Locked packages that cannot be had, and that a service can do without in a test. */
  missing: string[];
}

/**
 * Finds a Python for which pip finds the locked packages, each with one of its hashes.
 *
 * @param without - packages that the service under test does not name
 * @returns the Python, or why there is none
 */
export function findPython(without: string[] = []): Python | string {
  const directory = mkdtempSync(join(tmpdir(), 'requirements-'));
  let problem = 'there is no Python';
  try {
    for (const missing of [[], spared]) {
      const file = join(directory, 'requirements.txt');
      const text = readFileSync(lock, 'utf8');
      writeFileSync(file, omit(text, [...without, ...missing]));
      for (const command of ['python3.12', 'python3.13', 'python3.11']) {
        const { status, stderr } = pip(command, [
          '--dry-run',
          '--ignore-installed',
          '--require-hashes',
          '-r',
          file,
        ]);
        if (status === 0) return { command, missing };
        const line = /^ERROR: (No matching .*|.*hash.*)$/im.exec(stderr ?? '');
        if (line) problem = `${command}: ${line[1]}`;
      }
    }
    return problem;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Installs what a service has locked, in the folder where its Makefile looks for it. */
export function installRequirements(python: Python, directory: string): void {
  const environment = join(directory, '.venv');
  run(python.command, ['-m', 'venv', environment]);
  const command = join(environment, 'bin/python');
  const file = join(directory, '.venv/requirements.txt');
  const text = readFileSync(join(directory, 'requirements.txt'), 'utf8');
  writeFileSync(file, omit(text, python.missing));
  for (const args of [
    ['--require-hashes', '-r', file],
    ['-r', join(directory, 'requirements-dev.txt')],
  ]) {
    const { status, stderr } = pip(command, args);
    if (status !== 0) throw new Error(stderr);
  }
  if (python.missing.length > 0) {
    const packages = run(command, [
      '-c',
      'import sysconfig; print(sysconfig.get_path("purelib"))',
    ]).trim();
    for (const name of attributeModules) {
      const module = join(packages, 'opentelemetry/semconv', `${name}.py`);
      mkdirSync(dirname(module), { recursive: true });
      writeFileSync(module, attributeModule);
    }
  }
}

function pip(command: string, args: string[]) {
  return spawnSync(
    command,
    ['-m', 'pip', 'install', '--no-deps', '--retries', '0', '--quiet', ...args],
    { encoding: 'utf8', timeout: 240_000 },
  );
}

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** A requirements file without some packages, and without what belongs to them. */
function omit(requirements: string, names: string[]): string {
  return requirements
    .split(/^(?=[a-z])/m)
    .filter(entry => !names.includes(entry.split('==')[0]))
    .join('');
}
