import { SourceFile } from '../repository/SourceFile';
import { PipelineDefinition, PipelineJob, PipelineStep } from './model';

/**
 * A Jenkinsfile. It is a program, so only its lines are read: stages in their order, the shell commands in them,
 * and `input`, which waits for a person.
 */
export function readJenkinsfile({
  path,
  lines,
}: SourceFile): PipelineDefinition {
  const jobs: PipelineJob[] = [];
  let job = newJob(path, 'pipeline', 1);
  let block: { quote: string; step: PipelineStep } | undefined;
  let comment = false;
  const open = (next: PipelineJob) => {
    if (job.steps.length > 0 || job.approval) jobs.push(job);
    job = { ...next, needs: jobs.map(({ id }) => id) };
  };
  lines.forEach((text, index) => {
    const line = text.slice(0, 2_000).trim().replace(/\s+/g, ' ');
    if (block) {
      const end = line.indexOf(block.quote);
      const inner = end < 0 ? line : line.slice(0, end);
      block.step.script = `${block.step.script}\n${inner}`;
      if (end >= 0) block = undefined;
      return;
    }
    if (line.startsWith('/*')) comment = !line.includes('*/');
    else if (comment) comment = !line.includes('*/');
    if (comment || line.startsWith('//') || line.startsWith('*')) return;
    const stage = /^stage ?\( ?["']([^"']*)["']/.exec(line)?.[1];
    if (stage !== undefined) open(newJob(path, stage, index + 1));
    if (/^input\b|\binput ?(?:\(|message|["'])/.test(line)) job.approval = true;
    const start =
      /\b(?:sh|bat|powershell|pwsh) ?\(? ?(?:script: ?)?("""|'''|"|')/.exec(
        line,
      );
    if (!start) return;
    const quote = start[1];
    const rest = line.slice(start.index + start[0].length);
    const end = rest.indexOf(quote);
    const step: PipelineStep = {
      name: job.name,
      path,
      line: index + 1,
      script: end < 0 ? rest : rest.slice(0, end),
      inputs: {},
      folder: '',
    };
    job.steps.push(step);
    if (end < 0 && quote.length === 3) block = { quote, step };
  });
  open(newJob(path, 'end', lines.length));
  return {
    system: 'jenkins',
    path,
    name: path,
    paths: [],
    jobs: jobs.map((item, index) => ({
      ...item,
      // What follows an approval is approved.
      approval:
        item.approval || jobs.slice(0, index).some(({ approval }) => approval),
    })),
    references: [],
  };
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
