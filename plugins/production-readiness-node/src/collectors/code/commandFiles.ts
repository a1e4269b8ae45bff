import { SourceFile } from '../../repository/SourceFile';
import { folderOf, nameOf } from '../dependencies/Manifest';
import { StartCommands } from './settle/reachability';

/** A file that says how the service is started, with the lines that may attach an agent. */
export type CommandFile = StartCommands & { path: string; lines: string[] };

/** Whether a file may say how the service is started. */
export function isCommandFile(path: string): boolean {
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
export function commandsOf(file: SourceFile): CommandFile {
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
