import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TreeChange } from '../git/writeTree';

/** A file as Git stores it; of a link, the content is its target. */
export interface FolderFile {
  path: string;
  mode: TreeChange['mode'];
  content: Buffer;
}

/** All files of a folder in the order of their paths, without `.git`. Links are not followed. */
export async function readFolder(
  root: string,
  filter: (path: string) => boolean = () => true,
): Promise<FolderFile[]> {
  const files: FolderFile[] = [];
  const visit = async (under: string) => {
    const entries = await readdir(join(root, under), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = under ? `${under}/${entry.name}` : entry.name;
      const file = join(root, path);
      if (entry.name === '.git') continue;
      if (entry.isDirectory()) {
        await visit(path);
      } else if (filter(path) && entry.isSymbolicLink()) {
        files.push({
          path,
          mode: '120000',
          content: Buffer.from(await readlink(file)),
        });
      } else if (filter(path) && entry.isFile()) {
        // eslint-disable-next-line no-bitwise
        const executable = ((await stat(file)).mode & 0o100) !== 0;
        files.push({
          path,
          mode: executable ? '100755' : '100644',
          content: await readFile(file),
        });
      }
    }
  };
  await visit('');
  return files;
}
