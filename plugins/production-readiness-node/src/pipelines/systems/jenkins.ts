import { SourceFile } from '../../repository/SourceFile';
import {
  PipelineDefinition,
  PipelineJob,
  PipelineReference,
  PipelineStep,
} from '../model';
import { includeReference } from '../references';
import { customStepOf, librariesOf } from './jenkinsSteps';

const longestLine = 2_000;
const mostDepth = 4;
const mostLines = 20_000;

/** A file of Groovy as far as it is read: its lines. */
export type GroovyFile = Pick<SourceFile, 'path' | 'lines'>;

const shell = /\b(?:sh|bat|powershell|pwsh) ?\(? ?(?:script: ?)?("""|'''|"|')/;

class JenkinsReader {
  readonly jobs: PipelineJob[] = [];
  private job: PipelineJob;
  private block: { quote: string; step: PipelineStep } | undefined;
  readonly references: PipelineReference[] = [];
  private readonly libraries = new Set<string>();
  private readonly unknown: PipelineStep[] = [];
  private lines = 0;

  constructor(
    private readonly file: GroovyFile,
    private readonly own: ReadonlyMap<string, GroovyFile>,
  ) {
    this.job = newJob(file.path, 'pipeline', 1);
  }

  read(): PipelineJob[] {
    this.readFile(this.file, 0);
    const hidden = this.hidden();
    this.open(newJob(this.file.path, 'end', this.file.lines.length));
    if (hidden.length > 0) {
      const { path, line } = hidden[0];
      const steps = hidden;
      this.jobs.push({ ...newJob(path, 'shared library', line), steps });
    }
    return this.jobs;
  }

  /** A step of a library that stands in the repository is read where it is called. */
  private readFile({ path, lines }: GroovyFile, depth: number): void {
    const defined = definedIn(lines);
    let comment = false;
    lines.forEach((text, index) => {
      this.lines += 1;
      if (this.lines > mostLines) return;
      const line = text.slice(0, longestLine).trim().replace(/\s+/g, ' ');
      if (this.block) {
        this.continueBlock(line);
        return;
      }
      if (line.startsWith('/*')) comment = !line.includes('*/');
      else if (comment) comment = !line.includes('*/');
      if (comment || line.startsWith('//') || line.startsWith('*')) return;
      this.readLine(line, path, index + 1);
      const custom = customStepOf(line);
      if (custom === undefined || defined.has(custom)) return;
      const shared = this.own.get(custom);
      if (shared && depth < mostDepth) this.readFile(shared, depth + 1);
      else if (!shared) this.note(custom, path, index + 1);
    });
  }

  private readLine(line: string, path: string, at: number): void {
    for (const { name, version } of librariesOf(line)) {
      this.libraries.add(name);
      const place = { path, line: at };
      this.references.push(includeReference('jenkins', name, version, place));
    }
    const stage = /^stage ?\( ?["']([^"']*)["']/.exec(line)?.[1];
    if (stage !== undefined) this.open(newJob(path, stage, at));
    if (/^input\b|\binput ?(?:\(|message|["'])/.test(line))
      this.job.approval = true;
    const start = shell.exec(line);
    if (!start) return;
    const quote = start[1];
    const rest = line.slice(start.index + start[0].length);
    const end = rest.indexOf(quote);
    const step: PipelineStep = {
      name: this.job.name,
      path,
      line: at,
      script: end < 0 ? rest : rest.slice(0, end),
      inputs: {},
      folder: '',
    };
    this.job.steps.push(step);
    if (end < 0 && quote.length === 3) this.block = { quote, step };
  }

  private continueBlock(line: string): void {
    const { quote, step } = this.block!;
    const end = line.indexOf(quote);
    step.script = `${step.script}\n${end < 0 ? line : line.slice(0, end)}`;
    if (end >= 0) this.block = undefined;
  }

  private open(next: PipelineJob): void {
    if (this.job.steps.length > 0 || this.job.approval)
      this.jobs.push(this.job);
    this.job = { ...next, needs: this.jobs.map(({ id }) => id) };
  }

  private note(name: string, path: string, line: number): void {
    this.unknown.push({ name, path, line, inputs: {}, folder: '' });
  }

  /**
   * Steps that nothing in the repository defines. Without a library they matter only where there is nothing else:
   * Jenkins can load libraries for all pipelines.
   */
  private hidden(): PipelineStep[] {
    const isAll =
      this.libraries.size === 0 &&
      this.jobs.length === 0 &&
      this.job.steps.length === 0;
    if (this.libraries.size === 0 && !isAll) return [];
    const from =
      this.libraries.size === 0
        ? 'a shared library'
        : `the shared library ${[...this.libraries].sort().join(' or ')}`;
    const first = new Map<string, PipelineStep>();
    for (const step of this.unknown) {
      if (!first.has(step.name)) first.set(step.name, step);
    }
    return [...first.values()].map(step => ({
      ...step,
      hidden: `${step.name} of ${from}`,
    }));
  }
}

/**
 * A Jenkinsfile. It is a program, so only its lines are read: stages in their order, the shell commands in them,
 * `input`, which waits for a person, and steps of shared libraries.
 * @param own - files of the repository's own `vars/`, by the step that they define
 */
export function readJenkinsfile(
  file: GroovyFile,
  own: ReadonlyMap<string, GroovyFile> = new Map(),
): PipelineDefinition {
  const reader = new JenkinsReader(file, own);
  const jobs = reader.read();
  return {
    system: 'jenkins',
    path: file.path,
    name: file.path,
    paths: [],
    jobs: jobs.map((item, index) => ({
      ...item,
      // What follows an approval is approved.
      approval:
        item.approval || jobs.slice(0, index).some(({ approval }) => approval),
    })),
    references: reader.references,
  };
}

/** The functions that a file defines for itself. */
function definedIn(lines: readonly string[]): Set<string> {
  return new Set(
    lines.flatMap(
      line =>
        /^\s{0,40}(?:def|void|static|\w{1,40}) (\w{1,80}) ?\([^)]{0,500}\) ?\{/.exec(
          line.slice(0, longestLine),
        )?.[1] ?? [],
    ),
  );
}

function newJob(path: string, name: string, line: number): PipelineJob {
  return {
    id: name,
    name,
    path,
    line,
    environments: [],
    needs: [],
    triggers: ['pull-request', 'push'],
    approval: false,
    steps: [],
  };
}
