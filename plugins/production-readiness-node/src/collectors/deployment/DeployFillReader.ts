import { baseOf } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { isPipelinePath } from '../../pipelines/isPipelinePath';
import { dockerfileOf, isDockerfilePath } from '../../images/Dockerfile';
import { EnvironmentKind } from '../../deployment/environments';
import { skaffoldProfiles } from '../../deployment/skaffoldProfiles';
import { VariableOrigin } from '../../infrastructure/modules/TerraformInstance';
import { DeployFills } from './DeployFills';

const editedImage = /kustomize edit set image ["']?([\w./-]+)/g;
/** On the command line of Helm, and in the task of Azure that runs it. */
const setValue = /(?:--set(?:-string)?[ =]|\boverrideValues:[ \t]{0,9})(\S+)/g;
const setVariable =
  /\bTF_VAR_([A-Za-z_]\w{0,100})|\s-var[ =]["']?([A-Za-z_]\w{0,100})=/g;
const scripts = /(?:^|\/)(?:Makefile|Taskfile\.ya?ml|justfile|[\w.-]+\.sh)$/;

/** Learns what deploy sources get from elsewhere: images and values from pipelines, health checks from Dockerfiles. */
export class DeployFillReader {
  private readonly images = new Set<string>();
  private readonly values = new Set<string>();
  private readonly environments = new Map<string, EnvironmentKind>();
  private readonly variables = new Map<string, VariableOrigin>();
  private readonly healthchecks = new Set<string>();

  wants(path: string): boolean {
    return (
      isSkaffold(path) ||
      isPipelinePath(path) ||
      isDockerfilePath(path) ||
      scripts.test(path)
    );
  }

  visit(file: SourceFile): void {
    if (isDockerfilePath(file.path)) {
      this.readDockerfile(file);
      return;
    }
    if (isSkaffold(file.path)) this.readSkaffold(file);
    for (const [, image] of file.text.matchAll(editedImage)) {
      this.images.add(image);
    }
    for (const [, one, other] of file.text.matchAll(setVariable)) {
      if (other !== undefined) this.variables.set(other, 'argument');
      else if (!this.variables.has(one)) this.variables.set(one, 'environment');
    }
    if (!/helm/i.test(file.text)) return;
    for (const line of file.lines) {
      const sets = line.includes('--set') || line.includes('overrideValues:');
      if (!sets || line.length > 4_000) continue;
      for (const [, assignments] of line.matchAll(setValue)) {
        for (const assignment of assignments.replace(/["']/g, '').split(',')) {
          const at = assignment.indexOf('=');
          if (at > 0) this.values.add(assignment.slice(0, at));
        }
      }
    }
  }

  result(): DeployFills {
    const { images, values, variables, environments, healthchecks } = this;
    return { images, values, variables, environments, healthchecks };
  }

  private readDockerfile(file: SourceFile): void {
    const dockerfile = dockerfileOf(file);
    if ('problem' in dockerfile) return;
    const last = dockerfile.stages[dockerfile.stages.length - 1];
    if (last?.healthcheck !== undefined) this.healthchecks.add(file.path);
  }

  private readSkaffold(file: SourceFile): void {
    for (const [path, kind] of skaffoldProfiles(file)) {
      this.environments.set(path, kind);
    }
    for (const line of file.lines) {
      const artifact = /^(?:- +)?image: *["']?([\w./-]+)/.exec(
        line.slice(0, 1_000).trim(),
      )?.[1];
      if (artifact) this.images.add(artifact);
    }
  }
}

function isSkaffold(path: string): boolean {
  return /^skaffold.*\.ya?ml$/.test(baseOf(path));
}
