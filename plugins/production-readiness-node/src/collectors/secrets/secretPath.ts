import { SourceFile } from '../../repository/SourceFile';
import { syntaxOf } from '../../syntax/Syntax';
import { nameOf } from '../dependencies/Manifest';
import { ValueKind } from './secretValue';

const endings = [
  '.yaml',
  '.yml',
  '.json',
  '.toml',
  '.properties',
  '.ini',
  '.cfg',
  '.conf',
  '.config',
  '.xml',
  '.tf',
  '.tfvars',
  '.hcl',
  '.sh',
  '.ps1',
  '.bat',
  '.pem',
  '.key',
  '.p8',
  '.env',
  '.md',
  '.txt',
  '.tpl',
  '.j2',
  '.gradle',
  '.sql',
  '.npmrc',
  '.pypirc',
  '.netrc',
  '.erb',
  '.ipynb',
  '.template',
  '.cnf',
  '.vue',
  '.svelte',
];

const notSearched = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'composer.lock',
  'packages.lock.json',
  'tsconfig.json',
  'go.sum',
  'cspell.json',
  'swagger.json',
  'openapi.json',
]);

/** Folders of texts for people: what is called a password there is the label of a field. */
const translations = /(?:^|\/)(?:locales?|i18n|l10n|translations?|lang)\//i;

/** Whether a file is one that credentials stand in. */
export function isSearched(path: string): boolean {
  const name = nameOf(path);
  if (notSearched.has(name)) return false;
  if (translations.test(path) && /\.(?:ya?ml|json|properties|xml)$/.test(name))
    return false;
  return (
    syntaxOf(path) !== undefined ||
    name.startsWith('.env') ||
    name.startsWith('Dockerfile') ||
    name.endsWith('Dockerfile') ||
    name === '.npmrc' ||
    name === '.netrc' ||
    name === 'id_rsa' ||
    name === 'id_ed25519' ||
    name === 'credentials' ||
    name === 'Jenkinsfile' ||
    name === 'Procfile' ||
    endings.some(ending => name.endsWith(ending))
  );
}

/** Whether credentials would stand here, if there were any: images, environments, settings and values. */
export function isUsualPlace(path: string): boolean {
  const name = nameOf(path);
  return (
    name.startsWith('Dockerfile') ||
    name.startsWith('.env') ||
    /^(values|application|bootstrap|config|settings|appsettings|secrets?|database)[\w.-]*\.(ya?ml|json|properties|toml)$/.test(
      name,
    ) ||
    /^(config|settings|configuration)\.(py|js|ts|go|rb)$/.test(name) ||
    /^(main|server|index|app)\.(go|js|ts|py|rs)$/.test(name) ||
    (/\.ya?ml$/.test(name) &&
      /(^|\/)(k8s|kubernetes[\w-]*|kustomize|deploy[\w-]*|manifests|helm[\w-]*|charts?)\//i.test(
        path,
      ))
  );
}

/** Whether a text that stands in no quotes is code: in Terraform a reference, in a component an expression. */
export function quotesTexts(path: string): boolean {
  return /\.(?:tf|tofu|tfvars|hcl|vue|svelte)$/.test(path);
}

const bundleLine = 300;

/** What a tool has packed into long lines, mostly of others' code: its names are no words any more. */
export function isBundle({ path, text, lines }: SourceFile): boolean {
  if (/[.-](?:min|bundle|chunk)\.(?:m?js|cjs|css)$/.test(path)) return true;
  return (
    /\.(?:m?js|cjs|css)$/.test(path) &&
    text.length > bundleLine * 10 &&
    text.length / lines.length > bundleLine
  );
}

/** Pages for people: what looks like an assignment in them is an example. */
export function isDocument(path: string): boolean {
  return /\.(md|markdown|mdx|adoc|rst|txt|ipynb)$/.test(path);
}

const forTests = new Set([
  'test',
  'tests',
  '__tests__',
  'spec',
  'specs',
  'e2e',
  'cypress',
  'fixtures',
  '__fixtures__',
  'testdata',
  'mocks',
  '__mocks__',
  'aat',
  'acceptance',
  'acceptance-tests',
  'acceptance_tests',
  'functional-tests',
  'functional_tests',
  'integration-tests',
  'integration_tests',
  'wiremock',
  'localstack',
  'testing',
  'benchmarks',
  'load-tests',
  'perf',
]);

const forReaders = new Set([
  'examples',
  'example',
  'samples',
  'sample',
  'docs',
  'doc',
  'demo',
]);

const forLocalWork =
  /(^|[-_.])(local|dev|development|devel|test|testing|example|sample|template|dist|defaults?|ci|e2e|integration)([-_.]|$)/i;

/** Why a credential in this file does not count; undefined where it does. */
export function excuseOf(
  path: string,
  kind: ValueKind,
  rule: string,
): string | undefined {
  const name = nameOf(path);
  const folders = path.split('/').slice(0, -1);
  const inTests =
    folders.some(
      (folder, at) =>
        forTests.has(folder.toLowerCase()) ||
        /[.\-_]?Tests?$/.test(folder) ||
        (at > 0 && folders[at - 1] === 'src' && /test/i.test(folder)),
    ) ||
    /([._-](tests?|spec|e2e)\.|_test\.|^test_|Tests?\.\w+$|_spec\.rb$|conftest\.py)/.test(
      name,
    );
  const isTestSetting =
    /(?:^|\/)(?:settings|config|configs|configuration|environments)\/(?:tests?|testing|ci)\.\w{1,5}$/.test(
      path,
    );
  if (inTests || isTestSetting) return 'It serves tests or examples.';
  if (isDocument(path) && rule === 'credential')
    return 'It is an example in a document.';
  if (
    rule === 'credential' &&
    folders.some(folder => forReaders.has(folder.toLowerCase()))
  )
    return 'It is an example.';
  if (isSample(name)) return 'The file is a sample to copy.';
  if (rule !== 'credential') return undefined;
  if (isLocalFile(name, folders)) return 'It is a default for local work.';
  if (kind === 'weak' && (name === '.env' || isPipeline(path)))
    return 'It is a well-known default for development and tests.';
  return undefined;
}

function isSample(name: string): boolean {
  return /\.(example|sample|template|dist|tmpl)$|(^|[._-])(example|sample)([._-]|$)/i.test(
    name,
  );
}

function isLocalFile(name: string, folders: readonly string[]): boolean {
  if (/^(docker-)?compose[\w.-]*\.ya?ml$/.test(name))
    return !/prod|production|live|staging|stack/i.test(name);
  const stem = name.startsWith('.env.') ? name.slice(5) : name;
  return (
    (forLocalWork.test(stem) && !syntaxOf(name)) ||
    folders.some(folder =>
      /^(local|dev|development|\.devcontainer|localdev|docker-dev|kind|minikube)$/i.test(
        folder,
      ),
    ) ||
    /^(launchSettings|appsettings\.Development)\.json$/i.test(name)
  );
}

function isPipeline(path: string): boolean {
  return (
    path.startsWith('.github/') ||
    path.startsWith('.circleci/') ||
    /^\.(gitlab-ci|travis)\.ya?ml$/.test(path) ||
    /azure-pipelines|bitbucket-pipelines|Jenkinsfile/.test(path)
  );
}
