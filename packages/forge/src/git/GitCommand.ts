import { ForwardedError, NotFoundError } from '@backstage/errors';
import { ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { GitError } from './GitError';

const DEFAULT_TIMEOUT_MILLISECONDS = 60_000;
const DEFAULT_MAXIMUM_OUTPUT_BYTES = 128 * 1024 * 1024;

/** The only Git configuration that is ever read: neither the machine's nor the user's. */
const CONFIGURATION = `[init]
\tdefaultBranch = main
[user]
\tname = Golden Path forge
\temail = forge@localhost
\tuseConfigOnly = true
[core]
\thooksPath = /dev/null
\tquotePath = false
[safe]
\tdirectory = *
[gc]
\tauto = 0
[receive]
\tautogc = false
\tfsckObjects = true
\tmaxInputSize = 256m
\thideRefs = refs/pull
[uploadpack]
\tallowFilter = true
\tallowReachableSHA1InWant = true
[merge]
\trenameLimit = 1000
[commit]
\tgpgSign = false
`;

/** How one `git` command is run. */
export interface GitRunOptions {
  /** The bare repository that it works on. */
  gitDir?: string;
  cwd?: string;
  input?: string | Uint8Array;
  environment?: Record<string, string>;
  /** Exit codes that are an answer, not an error; 0 by default. */
  acceptExitCodes?: number[];
  maximumOutputBytes?: number;
}

/** What a `git` command printed, and how it ended. */
export interface GitOutput {
  stdout: Buffer;
  exitCode: number;
}

/**
 * Runs `git`, never through a shell, with an environment and a configuration of the forge's own, and never with a
 * prompt.
 */
export class GitCommand {
  private constructor(private readonly environment: Record<string, string>) {}

  /** Prepares the configuration under `home`, and checks that there is a `git` to run. */
  static async create(home: string): Promise<GitCommand> {
    await mkdir(home, { recursive: true });
    // Git before 2.32 does not know GIT_CONFIG_GLOBAL and looks here.
    const configuration = join(home, '.gitconfig');
    await writeFile(configuration, CONFIGURATION);
    const command = new GitCommand({
      PATH:
        process.env.PATH ??
        ['/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
      HOME: home,
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: configuration,
      GIT_ATTR_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '',
      GIT_LITERAL_PATHSPECS: '1',
    });
    await command.assertComplete();
    return command;
  }

  private async assertComplete(): Promise<void> {
    try {
      await this.run(['--version']);
    } catch (error) {
      throw new ForwardedError(
        'The forge needs the git command on the PATH',
        error,
      );
    }
    // It fails without a request; some systems package it apart from git.
    const problem = await this.run(['http-backend']).then(() => '', String);
    if (problem.includes('is not a git command')) {
      throw new NotFoundError(
        "The forge needs 'git http-backend', which this system's git does not have",
      );
    }
  }

  /** Starts a command and leaves its streams to the caller. */
  spawn(
    args: string[],
    options: Pick<GitRunOptions, 'gitDir' | 'cwd' | 'environment'> = {},
  ): ChildProcess {
    return spawn('git', args, {
      cwd: options.cwd ?? options.gitDir,
      env: {
        ...this.environment,
        ...(options.gitDir && { GIT_DIR: options.gitDir }),
        ...options.environment,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: 10 * DEFAULT_TIMEOUT_MILLISECONDS,
      killSignal: 'SIGKILL',
    });
  }

  /**
   * Runs a command to its end.
   *
   * @throws GitError when it ends with a code that `acceptExitCodes` does not name, or prints more than allowed.
   */
  run(args: string[], options: GitRunOptions = {}): Promise<GitOutput> {
    const maximum = options.maximumOutputBytes ?? DEFAULT_MAXIMUM_OUTPUT_BYTES;
    const accepted = options.acceptExitCodes ?? [0];
    return new Promise((resolve, reject) => {
      const child = this.spawn(args, options);
      const timer = setTimeout(
        () => child.kill('SIGKILL'),
        DEFAULT_TIMEOUT_MILLISECONDS,
      );
      const chunks: Buffer[] = [];
      let bytes = 0;
      let problem = '';
      child.stdout!.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= maximum) chunks.push(chunk);
        else child.kill('SIGKILL');
      });
      child.stderr!.on('data', (chunk: Buffer) => {
        if (problem.length < 4096) problem += chunk.toString('utf8');
      });
      child.stdin!.on('error', () => {}); // a command may end before it has read everything
      child.on('error', error => {
        clearTimeout(timer);
        reject(error);
      });
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        if (code !== null && accepted.includes(code)) {
          resolve({ stdout: Buffer.concat(chunks), exitCode: code });
        } else {
          const reason =
            bytes > maximum
              ? `printed more than ${maximum} bytes`
              : problem.trim();
          reject(new GitError(args[0], code ?? signal ?? 'unknown', reason));
        }
      });
      child.stdin!.end(options.input ?? '');
    });
  }

  /** Runs a command and returns what it printed as text, without the last line break. */
  async text(args: string[], options?: GitRunOptions): Promise<string> {
    const { stdout } = await this.run(args, options);
    return stdout.toString('utf8').replace(/\n$/, '');
  }
}
