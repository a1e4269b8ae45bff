import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Portal } from './portal';

const isolated = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

/** A clone of a repository on the local Git host. */
export class Clone {
  readonly folder: string;

  /** @param branch - the default branch if left out */
  constructor(portal: Portal, repository: string, branch?: string) {
    this.folder = mkdtempSync(join(tmpdir(), 'goldenpath-clone-'));
    const url = new URL(`${portal.forgeUrl}/${repository}.git`);
    url.username = 'developer';
    url.password = portal.forgeToken;
    const chosen = branch ? ['--branch', branch] : [];
    this.git('clone', '--quiet', ...chosen, url.href, '.');
    this.git('config', 'user.name', 'Ada Developer');
    this.git('config', 'user.email', 'ada@example.com');
  }

  git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.folder,
      env: isolated,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  files(): string[] {
    return this.git('ls-files').split('\n').filter(Boolean);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  /** Commits everything and pushes it. Returns the commit. */
  push(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
    this.git('push', '--quiet', 'origin', 'HEAD');
    return this.git('rev-parse', 'HEAD').trim();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
