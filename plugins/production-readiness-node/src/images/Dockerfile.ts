import {
  DockerfileParser,
  From,
  Instruction,
  ModifiableInstruction,
} from 'dockerfile-ast';
import { baseOf } from '../repository/paths';
import { SourceFile } from '../repository/SourceFile';
import { DockerVariables } from './DockerVariables';

/** One stage of a Dockerfile. Lines count from 1. */
export interface Stage {
  line: number;
  /** What it is built from: an image, or the name of an earlier stage. */
  from: string;
  name?: string;
  user?: { name: string; line: number };
  healthcheck?: number;
  exposes: boolean;
  /** Stages and images that it copies from. */
  copiesFrom: string[];
  /** Paths of the repository that it copies, as written. */
  adds: string[];
  /** It runs something that may build or install. */
  runs: boolean;
}

/** What is read of a Dockerfile. */
export interface Dockerfile {
  stages: Stage[];
}

const longestLine = 20_000;
const longestFile = 500_000;

/** Whether a path is a Dockerfile's. */
export function isDockerfilePath(path: string): boolean {
  const base = baseOf(path);
  return (
    (/^(?:Dockerfile|Containerfile)(?:[.-][\w.-]+)?$/.test(base) ||
      /^[\w.-]+\.[Dd]ockerfile$/.test(base)) &&
    !base.endsWith('.dockerignore')
  );
}

/** The Dockerfile in a file, or why it cannot be read. Parsed once for all who ask. */
export function dockerfileOf(
  file: SourceFile,
): Dockerfile | { problem: string; line?: number } {
  return file.view('dockerfile', () => parse(file));
}

function parse(
  file: SourceFile,
): Dockerfile | { problem: string; line?: number } {
  if (file.text.length > longestFile) {
    return { problem: `is larger than ${longestFile} characters` };
  }
  const long = file.lines.findIndex(line => line.length > longestLine);
  if (long >= 0) {
    return {
      problem: `has a line of more than ${longestLine} characters`,
      line: long + 1,
    };
  }
  try {
    return read(file.text);
  } catch {
    return { problem: 'could not be parsed as a Dockerfile' };
  }
}

function read(text: string): Dockerfile {
  const stages: Stage[] = [];
  const variables = new DockerVariables();
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const line = instruction.getRange().start.line + 1;
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      const from = instruction as From;
      const base = variables.substitute(from.getImage() ?? '');
      const name = from.getBuildStage() ?? undefined;
      variables.startStage(base, name);
      stages.push({
        line,
        from: base,
        name,
        exposes: false,
        copiesFrom: [],
        adds: [],
        runs: false,
      });
      continue;
    }
    const stage: Stage | undefined = stages[stages.length - 1];
    variables.read(keyword, instruction);
    if (stage) addTo(stage, instruction, keyword, line, variables);
  }
  return { stages };
}

function addTo(
  stage: Stage,
  instruction: Instruction,
  keyword: string,
  line: number,
  variables: DockerVariables,
): void {
  const content = instruction.getArgumentsContent() ?? '';
  switch (keyword) {
    case 'USER':
      stage.user = { name: variables.substitute(content.trim()), line };
      break;
    case 'HEALTHCHECK':
      stage.healthcheck = /^NONE\b/i.test(content.trim()) ? undefined : line;
      break;
    case 'EXPOSE':
      stage.exposes = true;
      break;
    case 'COPY':
    case 'ADD': {
      const from = (instruction as ModifiableInstruction)
        .getFlags()
        .find(flag => flag.getName() === 'from')
        ?.getValue();
      if (from) stage.copiesFrom.push(from);
      else stage.adds.push(...addedBy(instruction, variables));
      break;
    }
    case 'RUN':
      stage.runs ||= !onlyTidies(content);
      break;
    default:
  }
}

const tidying =
  /^(?:rm|mkdir|rmdir|chmod|chown|chgrp|ln|mv|cp|touch|sed|echo|set|true)$/;

/** Whether commands only move, remove or change files that are there: nothing is built or installed. */
function onlyTidies(content: string): boolean {
  if (/\$\(|`|<</.test(content)) return false;
  return content
    .split(/\\\r?\n/)
    .join(' ')
    .split(/&&|\|\|?|;|\n/)
    .map(command =>
      command
        .trim()
        .split(/[\s"',[\]]+/)
        .filter(Boolean),
    )
    .filter(words => words.length > 0)
    .every(words => tidying.test(words.find(one => !one.startsWith('--'))!));
}

/** What `COPY a b /to` and `COPY ["a", "b", "/to"]` take. */
function addedBy(instruction: Instruction, variables: DockerVariables) {
  const words = instruction.getArguments().map(word => word.getValue());
  return words
    .slice(0, -1)
    .map(word => variables.substitute(word.replace(/^\[|[",\]]/g, '')));
}
