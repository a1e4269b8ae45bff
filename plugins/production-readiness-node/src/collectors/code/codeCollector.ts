import { Limits } from '../../repository/limits';
import { isIgnoredPath } from '../../repository/ignoredFolders';
import { SourceFile } from '../../repository/SourceFile';
import { syntaxOf } from '../../syntax/Syntax';
import {
  CollectedFacts,
  Collector,
  CollectorRun,
  ServiceScope,
} from '../Collector';
import { servedFolder } from '../dependencies/gradleCatalog';
import { isWithin, nameOf } from '../dependencies/Manifest';
import { isManifest, readManifest } from '../dependencies/readManifest';
import { codeKind, listKind, saysGenerated } from './codePath';
import { commandsOf, isCommandFile } from './commandFiles';
import { indexFor, settingRules } from './ecosystemIndexes';
import { ExporterSwitches } from './settings/ExporterSwitches';
import { FileSummary } from './FileSummary';
import { judgeSettings, keyFits } from './settings/judgeSettings';
import { Mentions, Names } from './Names';
import { readSource } from './read/readSource';
import { Seen } from './Seen';
import { isSettings } from './settings/settingFiles';
import { SharedCode } from './SharedCode';
import { settingsOf } from './settings/settingsOf';
import { settleCode } from './settle/settleCode';
import {
  mayRunTests,
  testCommandOf,
  testCommandsOf,
} from './tests/testCommands';
import { TerraformCode } from './terraformCode';
import { mayInjectFaults, readTest, TestFile } from './tests/testFacts';
import { TestProjects } from './tests/TestProjects';

/** Test files that are read closely; more of them show nothing more. */
const maxTests = 60;

/** Sources that are larger were not written by hand. */
const maxSourceBytes = 400_000;

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

  private readonly exporters = new ExporterSwitches();
  private readonly terraform: TerraformCode;
  private readonly shared: SharedCode;
  private readonly testProjects: TestProjects;

  constructor(private readonly scope: ServiceScope, limits: Limits) {
    this.terraform = new TerraformCode(limits);
    this.shared = new SharedCode(scope.path);
    this.testProjects = new TestProjects(scope.path);
    this.seen = {
      scope,
      files: [],
      manifests: [],
      shared: [],
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
      const isAbove = isManifest(path) && isWithin(folder, servedFolder(path));
      return isAbove || (SharedCode.isProject(path) && !isIgnoredPath(path));
    }
    const inner = folder ? path.slice(folder.length + 1) : path;
    const kind = listKind(inner);
    if (kind === 'other') return false;
    if (syntaxOf(path)) return size <= maxSourceBytes;
    return (
      isManifest(path) ||
      isCommandFile(path) ||
      mayRunTests(path) ||
      TerraformCode.wants(path) ||
      ExporterSwitches.wants({ path, size }) ||
      (kind === 'production' && isSettings(path))
    );
  }

  mayFollow({ path, size }: { path: string; size: number }): boolean {
    const mayHold =
      this.shared.mayHold(path) || this.testProjects.mayHold(path);
    return size <= maxSourceBytes && mayHold;
  }

  follows(): (path: string) => boolean {
    const { manifests, files } = this.seen;
    this.shared.follow(manifests, files);
    return path =>
      this.shared.isRelated(path) || this.testProjects.holds(path, manifests);
  }

  concerns(path: string): readonly string[] {
    const isOthers =
      this.shared.isOutside(path) && !this.shared.isRelated(path);
    return isOthers ? [] : ['code', 'traits'];
  }

  visit(file: SourceFile): void {
    const { path } = file;
    const { seen } = this;
    if (this.shared.isOutside(path)) {
      this.visitOutside(file);
      return;
    }
    this.exporters.visit(file);
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
    this.follows();
    this.seen.files.push(...this.shared.files());
    this.seen.shared.push(...this.shared.declaring());
    this.seen.testCommands.push(
      ...this.testProjects
        .referring(this.seen.manifests)
        .flatMap(testCommandsOf),
    );
    const { code: settled, traits } = settleCode(this.seen);
    const code = this.exporters.applied(settled);
    const { production, tests } = this.seen;
    code.push(...(await this.terraform.facts(production, tests)));
    return { collections: { code, traits }, gaps: [] };
  }

  /** A manifest above the service's folder declares packages for it; others may be of what it is built with. */
  private visitOutside(file: SourceFile): void {
    const { path } = file;
    if (isManifest(path)) {
      const manifest = readManifest(file);
      if (!manifest) return;
      if (isWithin(this.scope.path, servedFolder(path)))
        this.seen.manifests.push(manifest);
      else {
        this.shared.addManifest(manifest);
        this.testProjects.add(manifest);
      }
    } else if (this.testProjects.mayHold(path)) {
      this.visitTest(file, test =>
        this.testProjects.isAbout(test, this.seen.manifests),
      );
    } else if (nameOf(path) === 'go.work') {
      this.shared.addWorkspace(file);
    } else {
      const summary = this.summaryOf(file, true);
      if (summary) this.shared.hold({ ...summary, isShared: true });
    }
  }

  private summaryOf(
    file: SourceFile,
    isShared = false,
  ): FileSummary | undefined {
    const { path, text } = file;
    const syntax = syntaxOf(path);
    const index = syntax && indexFor(syntax.id);
    if (!syntax || !index || saysGenerated(text)) return undefined;
    const { names, seen } = this;
    const context = { names, mentions: seen.mentions, isShared };
    return readSource(path, text, syntax, index, context);
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
      this.visitTest(file);
      return;
    }
    const summary = kind === 'production' ? this.summaryOf(file) : undefined;
    if (!summary) return;
    this.seen.production.push(path);
    this.seen.files.push(summary);
  }

  private visitTest(
    { path, text }: SourceFile,
    isOwn: (test: TestFile) => boolean = () => true,
  ): void {
    const syntax = syntaxOf(path);
    const index = syntax && indexFor(syntax.id);
    if (!syntax || !index) return;
    const enough = this.seen.tests.length >= maxTests;
    if (enough && !mayInjectFaults(text, index)) return;
    const test = readTest(path, text, syntax, index);
    if (test && isOwn(test)) this.seen.tests.push(test);
  }

  private visitSettings(file: SourceFile): void {
    const { seen } = this;
    this.exporters.visitSettings(file);
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
