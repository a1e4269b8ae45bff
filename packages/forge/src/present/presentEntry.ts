import { GitCommand } from '../git/GitCommand';
import { TreeEntry } from '../git/readTree';

/** Above this GitHub leaves the content out of the JSON; raw reads get it. */
const MAXIMUM_INLINE_BYTES = 1024 * 1024;

/** A file or folder in the form of GitHub's contents API, without its content. */
export function presentEntry(
  addresses: { api: string; html: string },
  ref: string,
  entry: TreeEntry,
) {
  const { api, html } = addresses;
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const type = typeOf(entry);
  const kind = entry.type === 'tree' ? 'tree' : 'blob';
  return {
    type,
    name: entry.path.slice(entry.path.lastIndexOf('/') + 1),
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: `${api}/contents/${path}?ref=${encodeURIComponent(ref)}`,
    html_url: `${html}/${kind}/${ref}/${path}`,
    git_url: `${api}/git/${kind}s/${entry.sha}`,
    download_url: type === 'file' ? `${html}/raw/${ref}/${path}` : null,
  };
}

/** A file in the form of GitHub's contents API, with its content in base64. */
export async function presentFile(
  git: GitCommand,
  gitDir: string,
  addresses: { api: string; html: string },
  ref: string,
  entry: TreeEntry,
) {
  const presented = presentEntry(addresses, ref, entry);
  if (entry.type === 'commit') return presented;
  if ((entry.size ?? 0) > MAXIMUM_INLINE_BYTES)
    return { ...presented, content: '', encoding: 'none' };
  const { stdout } = await git.run(['cat-file', 'blob', entry.sha], { gitDir });
  if (presented.type === 'symlink')
    return { ...presented, target: stdout.toString('utf8') };
  return {
    ...presented,
    content: stdout.toString('base64'),
    encoding: 'base64',
  };
}

function typeOf({
  type,
  mode,
}: TreeEntry): 'file' | 'dir' | 'symlink' | 'submodule' {
  if (type === 'tree') return 'dir';
  if (type === 'commit') return 'submodule';
  return mode === '120000' ? 'symlink' : 'file';
}
