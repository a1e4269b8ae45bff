import { Limits } from '../../repository/limits';
import { SourceFile } from '../../repository/SourceFile';
import { syntaxOf } from '../../syntax/Syntax';
import {
  CollectedFacts,
  Collector,
  CollectorRun,
  ServiceScope,
} from '../Collector';
import { servedFolder } from '../dependencies/gradleCatalog';
import { folderOf, isWithin, Manifest, nameOf } from '../dependencies/Manifest';
import { isManifest, readManifest } from '../dependencies/readManifest';
import { codeKind, saysGenerated } from './codePath';
import { indexFor, settingRules } from './ecosystemIndexes';
import { FileSummary } from './FileSummary';
import {
  isSettingsFile,
  judgeSettings,
  keyFits,
  SettingFinding,
} from './judgeSettings';
import { Mentions, Names } from './Names';
import { StartCommands } from './reachability';
import { readSource } from './readSource';
import { settingsOf } from './settingsOf';
import { settleCode } from './settleCode';
import { mayRunTests, testCommandOf } from './testCommands';
import { TerraformCode } from './terraformCode';
import { mayInjectFaults, readTest, TestFile } from './testFacts';

/** Test files that are read closely; more of them show nothing more. */
const maxTests = 60;

/** Sources that are larger were not written by hand. */
const maxSourceBytes = 400_000;

/** Everything that a run has seen, as it is settled at the end. */
export interface Seen {
  scope: ServiceScope;
  files: FileSummary[];
  manifests: Manifest[];
  tests: TestFile[];
  production: string[];
  testCommands: NonNullable<ReturnType<typeof testCommandOf>>[];
  settings: SettingFinding[];
  /** Dotted keys of configuration, with any value, that clients look for. */
  keys: Set<string>;
  secretSettings: Array<{ path: string; line: number; key: string }>;
  commands: Array<StartCommands & { path: string; lines: string[] }>;
  mentions: Mentions;
}

const secretKeys = [
  'password',
  'secret',
  'clientsecret',
  'apikey',
  'token',
  'accesskey',
  'secretkey',
  'privatekey',
];

class CodeRun implements CollectorRun {
  private readonly names = new Names();
  private readonly seen: Seen;

  private readonly terraform: TerraformCode;

  constructor(private readonly scope: ServiceScope, limits: Limits) {
    this.terraform = new TerraformCode(limits);
    this.seen = {
      scope,
      files: [],
      manifests: [],
      tests: [],
      production: [],
      testCommands: [],
      settings: [],
      keys: new Set(),
      secretSettings: [],
      commands: [],
      mentions: new Mentions(),
    };
  }

  wants({ path, size }: { path: string; size: number }): boolean {
    const { path: folder } = this.scope;
    if (!isWithin(path, folder)) {
      return isManifest(path) && isWithin(folder, servedFolder(path));
    }
    const inner = folder ? path.slice(folder.length + 1) : path;
    const kind = codeKind(inner);
    if (kind === 'other') return false;
    if (syntaxOf(path)) return size <= maxSourceBytes;
    return (
      isManifest(path) ||
      isCommandFile(path) ||
      mayRunTests(path) ||
      TerraformCode.wants(path) ||
      (kind === 'production' && isSettings(path))
    );
  }

  visit(file: SourceFile): void {
    const { path } = file;
    const { seen } = this;
    if (TerraformCode.wants(path)) {
      this.terraform.visit(file);
      return;
    }
    if (isManifest(path)) {
      const manifest = readManifest(file);
      if (manifest) seen.manifests.push(manifest);
    }
    if (isCommandFile(path)) seen.commands.push(commandsOf(file));
    if (mayRunTests(path)) {
      const command = testCommandOf(file);
      if (command) seen.testCommands.push(command);
    }
    if (isSettings(path)) this.visitSettings(file);
    this.visitSource(file);
  }

  async finish(): Promise<CollectedFacts> {
    const { code, traits } = settleCode(this.seen);
    const { production, tests } = this.seen;
    code.push(...(await this.terraform.facts(production, tests)));
    return { collections: { code, traits }, gaps: [] };
  }

  private visitSource(file: SourceFile): void {
    const { path } = file;
    const syntax = syntaxOf(path);
    const index = syntax && indexFor(syntax.id);
    if (!syntax || !index || path.endsWith('.gradle') || path.endsWith('.kts'))
      return;
    const { path: folder } = this.scope;
    const kind = codeKind(folder ? path.slice(folder.length + 1) : path);
    if (kind === 'test') {
      const enough = this.seen.tests.length >= maxTests;
      if (enough && !mayInjectFaults(file.text, index)) return;
      const test = readTest(path, file.text, syntax, index);
      if (test) this.seen.tests.push(test);
      return;
    }
    if (kind !== 'production' || saysGenerated(file.text)) return;
    this.seen.production.push(path);
    this.seen.files.push(
      readSource(path, file.text, syntax, index, {
        names: this.names,
        mentions: this.seen.mentions,
      }),
    );
  }

  private visitSettings(file: SourceFile): void {
    const { seen } = this;
    for (const { ecosystem, rules } of settingRules)
      seen.settings.push(...judgeSettings(file, ecosystem, rules));
    for (const { key, value, line } of settingsOf(file)) {
      if (/timeout|deadline/.test(key)) seen.keys.add(key);
      if (keyFits(lastKey(key), secretKeys) && value)
        seen.secretSettings.push({ path: file.path, line, key });
    }
  }
}

function lastKey(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

const settingsNames = new Map<string, boolean>();

function isSettings(path: string): boolean {
  const name = nameOf(path);
  if (!/\.(ya?ml|json|xml|properties|conf|config|ini)$/.test(name))
    return false;
  let known = settingsNames.get(name);
  if (known === undefined) {
    known = settingRules.some(({ rules }) => isSettingsFile(name, rules));
    if (settingsNames.size < 10_000) settingsNames.set(name, known);
  }
  return known;
}

function isCommandFile(path: string): boolean {
  const name = nameOf(path);
  return (
    name === 'Dockerfile' ||
    name.startsWith('Dockerfile.') ||
    name.endsWith('.Dockerfile') ||
    name === 'Procfile' ||
    /^(ecosystem|pm2|process)\.(config\.)?json$/.test(name) ||
    name === 'supervisord.conf' ||
    name === 'app.yaml' ||
    /^(uwsgi|gunicorn)?[\w-]*\.ini$/.test(name) ||
    /^(docker-)?(entrypoint|start|run|prestart|boot|launch)[\w-]*\.sh$/.test(
      name,
    )
  );
}

/** The lines that say what is started, without comments. */
function commandsOf(file: SourceFile): Seen['commands'][number] {
  const lines = file.lines.map(line =>
    /^\s*[#;]/.test(line.slice(0, 100)) ? '' : line.slice(0, 2_000),
  );
  return {
    path: file.path,
    folder: folderOf(file.path),
    command: lines.filter(line => isStart(file.path, line)).join('\n'),
    lines: lines.some(line => mayAttach(line)) ? lines : [],
  };
}

function isStart(path: string, line: string): boolean {
  if (!nameOf(path).includes('Dockerfile')) return true;
  return /^\s*(CMD|ENTRYPOINT|"|\[|&&|ENV\s)/i.test(line.slice(0, 40));
}

const agentHints = [
  'agent',
  'ddtrace',
  'opentelemetry',
  'newrelic',
  'instrument',
  'elastic',
  'dd-trace',
  'profiler',
];

function mayAttach(line: string): boolean {
  const lower = line.toLowerCase();
  return agentHints.some(hint => lower.includes(hint));
}

/**
 * What production code really does: capabilities that it uses, and the traits that decide which checks apply. Only
 * code of the service's folder counts; manifests of the folders above declare packages for it too.
 * @public
 */
export function codeCollector(): Collector {
  return {
    id: 'code',
    collections: ['code', 'traits'],
    start: (scope, limits) => new CodeRun(scope, limits),
  };
}
