/** Folders that hold no source of the repository itself: version control, installed packages, build output, caches. */
const ignored = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'jspm_packages',
  'site-packages',
  '.venv',
  'venv',
  '.tox',
  '.nox',
  '__pycache__',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.gradle',
  '.m2',
  '.terraform',
  '.terragrunt-cache',
  '.next',
  '.nuxt',
  '.yarn',
  '.pnpm-store',
  '.bundle',
  '.idea',
  '.cache',
  'Pods',
]);

/** Folders that are vendored code only when they stand beside a manifest that says so; never read either way. */
const vendored = new Set(['vendor', 'third_party', 'third-party']);

/** Whether a folder of this name is never descended into. @public */
export function isIgnoredFolder(name: string): boolean {
  return ignored.has(name) || vendored.has(name);
}

/** Whether a file stands in a folder that is never descended into. @public */
export function isIgnoredPath(path: string): boolean {
  const folders = path.split('/');
  folders.pop();
  return folders.some(isIgnoredFolder);
}
