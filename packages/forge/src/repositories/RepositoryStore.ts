import { ConflictError, isError, NotFoundError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GitCommand } from '../git/GitCommand';
import { KeyedLock } from './KeyedLock';
import { assertNames, isOwnerName, isRepositoryName } from './names';
import { cleanDataFolder } from './cleanDataFolder';
import {
  createRepositoryState,
  NewRepository,
  RepositoryState,
  repositoryStateSchema,
} from './RepositoryState';

const STATE_FILE = 'forge.json';

/** A repository on disk. */
export interface Repository {
  /** The bare repository. */
  gitDir: string;
  state: RepositoryState;
}

/**
 * The repositories in a data folder: `repositories/<owner>/<name>.git`, in lower case because names differ by more than
 * case. Each holds its state in a file of its own, so that one rename creates and one rename deletes it.
 */
export class RepositoryStore {
  private readonly locks = new KeyedLock();

  private constructor(
    private readonly dataDir: string,
    private readonly git: GitCommand,
  ) {}

  /** Opens the data folder, and clears away what a killed forge left half done. */
  static async create(
    dataDir: string,
    git: GitCommand,
  ): Promise<RepositoryStore> {
    await mkdir(join(dataDir, 'repositories'), { recursive: true });
    await mkdir(join(dataDir, 'temporary'), { recursive: true });
    await cleanDataFolder(dataDir);
    return new RepositoryStore(dataDir, git);
  }

  /** The folder that holds every bare repository. */
  get root(): string {
    return join(this.dataDir, 'repositories');
  }

  /** A new, empty folder that the next start removes if nobody else does. */
  async temporaryFolder(): Promise<string> {
    const folder = join(
      this.dataDir,
      'temporary',
      `${process.pid}-${randomUUID()}`,
    );
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /**
   * Creates a repository. It appears complete or not at all.
   *
   * @param fill - puts the first commits into the bare repository before anybody can see it
   * @throws InputError when a name is not allowed, ConflictError when it is taken
   */
  async add(
    repository: NewRepository,
    fill?: (gitDir: string) => Promise<void>,
  ): Promise<Repository> {
    assertNames(repository.owner, repository.name);
    const target = this.folder(repository.owner, repository.name);
    if (await this.find(repository.owner, repository.name))
      throw taken(repository);
    const folder = await this.temporaryFolder();
    try {
      await this.git.run([
        'init',
        '--quiet',
        '--bare',
        '--template=',
        '-b',
        'main',
        folder,
      ]);
      await this.git.run(['config', 'http.receivepack', 'true'], {
        gitDir: folder,
      });
      await fill?.(folder);
      const state = createRepositoryState(repository);
      await writeFile(
        join(folder, STATE_FILE),
        JSON.stringify(state, undefined, 2),
        { mode: 0o600 },
      );
      await mkdir(dirname(target), { recursive: true });
      await rename(folder, target);
      return { gitDir: target, state };
    } catch (error) {
      if (
        isError(error) &&
        (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
      )
        throw taken(repository);
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** The repository, or undefined when there is none or the names are not allowed. */
  async find(owner: string, name: string): Promise<Repository | undefined> {
    if (!isOwnerName(owner) || !isRepositoryName(name)) return undefined;
    const gitDir = this.folder(owner, name);
    try {
      const text = await readFile(join(gitDir, STATE_FILE), 'utf8');
      return { gitDir, state: repositoryStateSchema.parse(JSON.parse(text)) };
    } catch (error) {
      if (isError(error) && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** The repository; throws a NotFoundError when there is none. */
  async get(owner: string, name: string): Promise<Repository> {
    const repository = await this.find(owner, name);
    if (!repository) throw new NotFoundError('Not Found');
    return repository;
  }

  /** All repositories, of one owner if given, in the order of their names. */
  async list(owner?: string): Promise<Repository[]> {
    const owners = owner === undefined ? await names(this.root) : [owner];
    const found: Repository[] = [];
    for (const each of owners.filter(isOwnerName)) {
      for (const folder of await names(join(this.root, each.toLowerCase()))) {
        const repository = await this.find(each, folder.replace(/\.git$/, ''));
        if (repository) found.push(repository);
      }
    }
    return found;
  }

  /** Changes the state of a repository, one change at a time, and returns the new state. */
  async update(
    repository: Repository,
    change: (state: RepositoryState) => void,
  ): Promise<RepositoryState> {
    return this.locks.run(repository.gitDir, async () => {
      const { state } = await this.get(
        repository.state.owner,
        repository.state.name,
      );
      change(state);
      state.updatedAt = new Date().toISOString();
      const file = join(repository.gitDir, STATE_FILE);
      await writeFile(`${file}.new`, JSON.stringify(state, undefined, 2), {
        mode: 0o600,
      });
      await rename(`${file}.new`, file);
      return state;
    });
  }

  /** Removes a repository at once; its files follow. */
  async remove(repository: Repository): Promise<void> {
    const folder = await this.temporaryFolder();
    await rename(repository.gitDir, join(folder, 'removed'));
    await rm(folder, { recursive: true, force: true });
  }

  private folder(owner: string, name: string): string {
    return join(this.root, owner.toLowerCase(), `${name.toLowerCase()}.git`);
  }
}

function taken({ owner, name }: NewRepository): ConflictError {
  return new ConflictError(
    `name already exists on this account: ${owner}/${name}`,
  );
}

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}
