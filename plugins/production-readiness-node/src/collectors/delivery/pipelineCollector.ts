import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ScopeNames } from '../../deployment/ScopeNames';
import { Siblings } from '../../deployment/Siblings';
import { isAzureRoot } from '../../pipelines/systems/azureRoots';
import { readAzurePipeline } from '../../pipelines/systems/azurePipelines';
import { readCircleConfig } from '../../pipelines/systems/circleci';
import {
  isCloudBuild,
  readCloudBuild,
} from '../../pipelines/systems/cloudBuild';
import {
  CloudBuildTrigger,
  CloudBuildTriggers,
} from '../../pipelines/systems/CloudBuildTriggers';
import { CommandExpander } from '../../pipelines/commands/CommandExpander';
import { DeliveryStages } from '../../pipelines/DeliveryStages';
import {
  namedWorkflows,
  readWorkflow,
  usedWorkflows,
} from '../../pipelines/systems/githubActions';
import { isOnlyUsed } from '../../pipelines/systems/githubTriggers';
import { readGitlabPipeline } from '../../pipelines/systems/gitlab';
import { childPipelines } from '../../pipelines/systems/gitlabIncludes';
import { isPipelinePath } from '../../pipelines/isPipelinePath';
import { GroovyFile, readJenkinsfile } from '../../pipelines/systems/jenkins';
import { PipelineDefinition } from '../../pipelines/model';
import { readOtherPipeline } from '../../pipelines/systems/otherSystems';
import { pipelineFacts, pipelineGaps } from '../../pipelines/toFacts';
import { baseOf, folderOf } from '../../repository/paths';
import { Limits } from '../../repository/limits';
import { SourceFile } from '../../repository/SourceFile';
import { Cursor } from '../../repository/yaml/Cursor';
import { Collector, CollectorRun, ServiceScope } from '../Collector';

/** Folders in which only some files are pipelines. */
const isAmongMany = /^\.(?:gitlab|azure|devops)|^\.?pipelines?\//;

class PipelineRun implements CollectorRun {
  private readonly names: ScopeNames;
  private readonly siblings: Siblings;
  private readonly expander = new CommandExpander();
  private readonly stages = new DeliveryStages();
  private readonly triggers: CloudBuildTriggers;
  private readonly files = new Map<string, Cursor>();
  private readonly jenkinsfiles: GroovyFile[] = [];
  /** The steps that the repository defines for Jenkins, by name. */
  private readonly jenkinsSteps = new Map<string, GroovyFile>();
  private readonly gaps: FactGap[] = [];

  constructor(scope: ServiceScope, limits: Limits) {
    this.names = ScopeNames.of(scope);
    this.triggers = new CloudBuildTriggers(limits);
    this.siblings = Siblings.of(scope);
  }

  wants({ path }: { path: string }): boolean {
    this.siblings.note(path);
    return (
      isPipelineFile(path) ||
      CommandExpander.wants(path) ||
      DeliveryStages.wants(path) ||
      CloudBuildTriggers.wants(path)
    );
  }

  visit(file: SourceFile): void {
    const { path } = file;
    if (CloudBuildTriggers.wants(path)) this.triggers.visit(file);
    if (DeliveryStages.wants(path)) this.stages.visit(file);
    if (CloudBuildTriggers.wants(path) || DeliveryStages.wants(path)) return;
    if (CommandExpander.wants(file.path)) {
      this.expander.visit(file);
      this.triggers.visitScript(file);
    } else if (/^Jenkinsfile/.test(baseOf(file.path))) {
      this.jenkinsfiles.push({ path: file.path, lines: file.lines });
    } else if (file.path.endsWith('.groovy')) {
      const step = baseOf(file.path).replace(/\.groovy$/, '');
      this.jenkinsSteps.set(step, { path: file.path, lines: file.lines });
    } else this.visitYaml(file);
  }

  async finish() {
    const builds = await this.triggers.byFile();
    const workflows = [...this.files.values()];
    const used = new Set(workflows.flatMap(usedWorkflows));
    const named = new Set(workflows.flatMap(namedWorkflows));
    const isCalled = ([path, root]: [string, Cursor]) =>
      path.startsWith('.github/workflows/') && isOnlyUsed(root);
    const idle = [...this.files]
      .filter(file => isCalled(file) && !used.has(file[0]))
      .filter(([path]) => !named.has(path));
    const all = [
      ...[...this.files]
        // What is there to be called is read in its place there; where nobody calls it, it does nothing.
        .filter(
          file => !isCalled(file) || (named.has(file[0]) && !used.has(file[0])),
        )
        .flatMap(([path, root]) => this.read(path, root, builds)),
      ...this.jenkinsfiles.map(file =>
        readJenkinsfile(file, this.jenkinsSteps),
      ),
    ];
    const taken = new Set(all.flatMap(({ takes }) => takes ?? []));
    const definitions = all.filter(({ path }) => !taken.has(path));
    const { names, siblings, expander, stages } = this;
    const scope = { names, siblings, expander, stages };
    return {
      collections: {
        pipelines: pipelineFacts(definitions, scope),
        pipelineReferences: [
          ...definitions,
          ...idle.flatMap(([path, root]) => this.read(path, root, builds)),
        ].flatMap(({ references }) => references),
      },
      gaps: [...this.gaps, ...pipelineGaps(definitions, scope)],
    };
  }

  private read(
    path: string,
    root: Cursor,
    builds: ReadonlyMap<string, CloudBuildTrigger[]>,
  ): PipelineDefinition[] {
    if (isPipelinePath(path) && isCloudBuild(root))
      return readCloudBuild(root, builds.get(path) ?? []);
    return [this.readFile(path, root) ?? []].flat();
  }

  private readFile(path: string, root: Cursor): PipelineDefinition | undefined {
    if (path.startsWith('.github/workflows/')) {
      return readWorkflow(root, this.files);
    }
    if (/^\.gitlab-ci\.ya?ml$/.test(baseOf(path))) {
      return this.isRunByGitlab(path)
        ? readGitlabPipeline(root, this.files)
        : undefined;
    }
    if (path.startsWith('.circleci/')) return readCircleConfig(root);
    if (isAzureRoot(path, root)) return readAzurePipeline(root, this.files);
    return isPipelinePath(path) && !isAmongMany.test(path)
      ? readOtherPipeline(root)
      : undefined;
  }

  /** GitLab reads the file at the top and what it leads to; others came along with what was copied or generated. */
  private isRunByGitlab(path: string): boolean {
    const top = this.files.get('.gitlab-ci.yml');
    return (
      !path.includes('/') ||
      (top !== undefined &&
        childPipelines(top, this.files).some(
          ({ position }) => position.path === path,
        ))
    );
  }

  private visitYaml(file: SourceFile): void {
    const yaml = file.yaml();
    if ('problem' in yaml) {
      if (!isPipelinePath(file.path)) return;
      for (const collection of ['pipelines', 'pipelineReferences']) {
        this.gaps.push({
          collection,
          reason: `${file.path} ${yaml.problem}.`,
          source: { path: file.path, line: yaml.line },
        });
      }
      return;
    }
    // A GitLab file can start with a document of its inputs.
    const document = yaml.documents[yaml.documents.length - 1];
    if (!document) return;
    this.files.set(
      file.path,
      Cursor.at(document.value, { path: file.path, line: document.line }),
    );
  }
}

/** Pipelines, and what they can include from the repository. */
function isPipelineFile(path: string): boolean {
  return (
    isPipelinePath(path) ||
    /(?:^|\/)action\.ya?ml$/.test(path) ||
    /^vars\/\w+\.groovy$/.test(path) ||
    /^(?:ci|\.ci|gitlab|templates?|build|azure)\/[^\n]+\.ya?ml$/.test(path) ||
    (/\.ya?ml$/.test(path) && /pipeline|devops/i.test(folderOf(path)))
  );
}

/** What pipelines do for the service, and what they rely on. */
export const pipelineCollector: Collector = {
  id: 'pipelines',
  collections: ['pipelines', 'pipelineReferences'],
  start: (scope, limits) => new PipelineRun(scope, limits),
};
