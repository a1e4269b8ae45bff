import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Collector } from '../collectors/Collector';
import { collectFacts } from './collectFacts';
import { DirectoryTree } from './DirectoryTree';
import { MemoryTree } from './MemoryTree';
import { RepositoryTree, TreeFile } from './RepositoryTree';

const scope = { path: '', name: 'shop' };

/** A collector that reports the first line of each file of one extension. */
function firstLines(extension: string, id = extension): Collector {
  return {
    id,
    collections: ['seen'],
    start: () => {
      const seen: Array<{ source: { path: string }; first: string }> = [];
      return {
        wants: ({ path }) => path.endsWith(extension),
        visit: ({ path, lines }) => {
          seen.push({ source: { path }, first: lines[0] });
        },
        finish: () => ({ collections: { seen }, gaps: [] }),
      };
    },
  };
}

function observed(tree: RepositoryTree) {
  const reads: string[] = [];
  const observedTree: RepositoryTree = {
    commit: tree.commit,
    async *list() {
      for await (const file of tree.list()) {
        yield {
          ...file,
          read: () => {
            reads.push(file.path);
            return file.read();
          },
        };
      }
    },
  };
  return { observedTree, reads };
}

describe('collectFacts', () => {
  it('reads each wanted file once, however many collectors want it, and no other', async () => {
    const { observedTree, reads } = observed(
      MemoryTree.of({ 'b.txt': 'two', 'a.txt': 'one', 'c.bin': 'three' }),
    );
    const facts = await collectFacts(observedTree, scope, {
      collectors: [firstLines('.txt', 'x'), firstLines('.txt', 'y')],
    });
    expect(reads.sort()).toEqual(['a.txt', 'b.txt']);
    expect(facts.collections.seen).toEqual([
      { source: { path: 'a.txt' }, first: 'one' },
      { source: { path: 'b.txt' }, first: 'two' },
    ]);
    expect(facts.gaps).toEqual([]);
  });

  it('reads what others lead to, once, and nothing beside it', async () => {
    const { observedTree, reads } = observed(
      MemoryTree.of({
        'start.txt': 'next: one.go\nnext: both.md',
        'one.go': 'next: two.go',
        'two.go': 'next: one.go',
        'other.go': 'nobody leads here',
        'both.md': 'wanted by another',
      }),
    );
    const led = new Set<string>();
    const visited: string[] = [];
    const following: Collector = {
      id: 'following',
      collections: [],
      start: () => ({
        wants: ({ path }) => path === 'start.txt',
        mayFollow: ({ path }) => /\.(?:go|md)$/.test(path),
        follows: () => path => led.has(path),
        visit: ({ path, text }) => {
          visited.push(path);
          for (const [, next] of text.matchAll(/next: (\S+)/g)) led.add(next);
        },
        finish: () => ({ collections: {}, gaps: [] }),
      }),
    };
    await collectFacts(observedTree, scope, {
      collectors: [following, firstLines('.md')],
    });
    expect(reads).toEqual(['both.md', 'start.txt', 'one.go', 'two.go']);
    expect(visited).toEqual(reads);
  });

  it('gives the same bytes whatever the order of the listing', async () => {
    const files = { 'z.txt': 'z', 'a.txt': 'a', 'm/n.txt': 'n' };
    const options = { collectors: [firstLines('.txt')] };
    const one = await collectFacts(MemoryTree.of(files), scope, options);
    const other = await collectFacts(
      MemoryTree.of(Object.fromEntries(Object.entries(files).reverse())),
      scope,
      options,
    );
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });

  it('turns what cannot be read into gaps that name the file and the limit', async () => {
    const tree: RepositoryTree = {
      async *list(): AsyncIterable<TreeFile> {
        const file = (path: string, content: Buffer): TreeFile => ({
          path,
          size: content.length,
          kind: 'file',
          read: async () => content,
        });
        yield file('binary.txt', Buffer.from([1, 0, 2]));
        yield file('latin.txt', Buffer.from([0x66, 0xfc, 0x72]));
        yield file('odd\n"name".txt', Buffer.from('fine'));
        yield {
          path: 'huge.txt',
          size: 500_000_000,
          kind: 'file',
          read: () => {
            throw new Error('a file over the limit must not be read');
          },
        };
        yield {
          path: 'gone.txt',
          size: 1,
          kind: 'file',
          read: () => Promise.reject(new Error('gone')),
        };
        yield {
          path: 'link.txt',
          size: 0,
          kind: 'link',
          read: () => {
            throw new Error('a link must not be followed');
          },
        };
      },
    };
    const facts = await collectFacts(tree, scope, {
      collectors: [firstLines('.txt')],
    });
    expect(facts.collections.seen).toEqual([
      { source: { path: 'latin.txt' }, first: 'für' },
      { source: { path: 'odd\n"name".txt' }, first: 'fine' },
    ]);
    expect(facts.gaps.map(({ reason }) => reason)).toEqual([
      'binary.txt is binary.',
      'gone.txt could not be read.',
      'huge.txt is larger than 2000000 bytes.',
    ]);
    expect(facts.gaps.every(gap => gap.collection === 'seen')).toBe(true);
  });

  it('hides no more behind a file than one of its name can hold', async () => {
    const collections = ['code', 'docs', 'secrets', 'infrastructure'];
    const everything = (ending: string): Collector => ({
      ...firstLines(ending),
      collections,
    });
    const hidden = async (path: string, content: Buffer) => {
      const ending = path.slice(path.lastIndexOf('.'));
      const { gaps } = await collectFacts(
        MemoryTree.of({ [path]: content }),
        scope,
        {
          collectors: [everything(ending)],
          limits: { fileBytes: 100 },
        },
      );
      return gaps.map(({ collection }) => collection).sort();
    };
    const encrypted = Buffer.from('\0GITCRYPT\0');
    const large = Buffer.alloc(101, 'x');
    expect(await hidden('terraform.tfvars', encrypted)).toEqual([]);
    expect(await hidden('terraform.tfvars', large)).toEqual(['secrets']);
    expect(await hidden('main.tf', encrypted)).toEqual([
      'code',
      'infrastructure',
    ]);
    expect(await hidden('letter.txt', encrypted)).toEqual([]);
    expect(await hidden('letter.txt', large)).toEqual(['docs', 'secrets']);
    expect(await hidden('main.py', encrypted)).toEqual([
      'code',
      'docs',
      'infrastructure',
    ]);
  });

  it('reads UTF-16 that says so', async () => {
    const facts = await collectFacts(
      MemoryTree.of({
        'a.txt': Buffer.from('\ufefffine\n', 'utf16le'),
      }),
      scope,
      { collectors: [firstLines('.txt')] },
    );
    expect(facts.gaps).toEqual([]);
    expect(facts.collections.seen).toMatchObject([{ first: 'fine' }]);
  });

  it('stops listing a repository of a million files', async () => {
    let listed = 0;
    const tree: RepositoryTree = {
      async *list(): AsyncIterable<TreeFile> {
        for (; listed < 1_000_000; listed++) {
          yield {
            path: `${listed}.txt`,
            size: 1,
            kind: 'file',
            read: async () => Buffer.from('x'),
          };
        }
      },
    };
    const facts = await collectFacts(tree, scope, {
      collectors: [firstLines('.txt')],
      limits: { listedFiles: 5_000, readFiles: 100 },
    });
    expect(listed).toBe(5_000);
    expect(facts.collections.seen).toHaveLength(100);
    expect(facts.gaps.map(({ reason }) => reason)).toEqual([
      'The repository has more than 100 files to read.',
      'The repository has more than 5000 files.',
    ]);
  });

  it('keeps the facts of other files and collectors when one collector fails', async () => {
    const failing: Collector = {
      id: 'failing',
      collections: ['other'],
      start: () => ({
        wants: () => true,
        visit: () => {
          throw new Error('unexpected shape');
        },
        finish: () => {
          throw new Error('no answer');
        },
      }),
    };
    const facts = await collectFacts(MemoryTree.of({ 'a.txt': 'one' }), scope, {
      collectors: [failing, firstLines('.txt')],
    });
    expect(facts.collections.seen).toHaveLength(1);
    expect(facts.gaps).toEqual([
      { collection: 'other', reason: 'failing failed: no answer' },
      {
        collection: 'other',
        reason: 'a.txt could not be understood: unexpected shape.',
        source: { path: 'a.txt' },
      },
    ]);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      collectFacts(MemoryTree.of({ 'a.txt': 'x' }), scope, {
        collectors: [firstLines('.txt')],
        signal: controller.signal,
      }),
    ).rejects.toThrow();
  });
});

describe('DirectoryTree', () => {
  const root = mkdtempSync(join(tmpdir(), 'tree-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('lists files without following links or entering ignored folders, with the commit', async () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    for (const folder of ['.git/refs/heads', 'node_modules/x', 'src/deep']) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(join(root, '.git/refs/heads/main'), `${commit}\n`);
    writeFileSync(join(root, 'node_modules/x/a.txt'), 'no');
    writeFileSync(join(root, 'src/deep/b.txt'), 'yes');
    symlinkSync('/etc/hostname', join(root, 'outside.txt'));
    symlinkSync('..', join(root, 'src/loop'));
    const tree = DirectoryTree.at(root);
    expect(tree.commit).toBe(commit);
    const listed: Array<[string, string]> = [];
    for await (const { path, kind } of tree.list()) listed.push([path, kind]);
    expect(listed).toEqual([
      ['outside.txt', 'link'],
      ['src/loop', 'link'],
      ['src/deep/b.txt', 'file'],
    ]);
    const facts = await collectFacts(tree, scope, {
      collectors: [firstLines('.txt')],
    });
    expect(facts).toEqual({
      commit,
      collections: {
        seen: [{ source: { path: 'src/deep/b.txt' }, first: 'yes' }],
      },
      gaps: [],
    });
  });
});
