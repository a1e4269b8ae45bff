import type { ForgeContext } from '../ForgeContext';
import { readCommit } from '../git/readCommits';
import { readTree, TreeEntry } from '../git/readTree';
import type { Repository } from '../repositories/RepositoryStore';
import { address, Html, html } from './html';
import { readText } from './readText';
import { breadcrumbs, codeAddress, repositoryHeader } from './repositoryHeader';
import type { Location } from './splitRef';

const README = /^readme(?:\.(?:md|markdown|rst|adoc|txt))?$/i;

/** A folder: its entries, the commit that they are at, and its README as text. */
export async function folderPage(
  { git, url }: Pick<ForgeContext, 'git' | 'url'>,
  repository: Repository,
  location: Location,
): Promise<Html> {
  const { state, gitDir } = repository;
  const entries = await readTree(git, gitDir, location.commit, {
    path: location.path,
  });
  const { sha, message, author } = await readCommit(
    git,
    gitDir,
    location.commit,
  );
  const readme = entries.find(
    entry => entry.type === 'blob' && README.test(nameOf(entry)),
  );
  const shown = readme && (await readText(git, gitDir, readme));
  const sorted = [...entries].sort(
    (a, b) => Number(b.type === 'tree') - Number(a.type === 'tree'),
  );
  return html`${repositoryHeader(repository)}
    <p>
      ${breadcrumbs(repository, location.ref, location.path)} at
      <code>${location.ref}</code>
    </p>
    <div class="panel">
      <div class="title">
        ${message.split('\n')[0]} · ${author.name} ·
        <a href="${address(state.owner, state.name, 'commit', sha)}"
          ><code>${sha.slice(0, 7)}</code></a
        >
      </div>
      <table class="rows">
        ${sorted.map(entry => row(repository, location, entry))}
      </table>
    </div>
    ${!location.path &&
    html`<p>
      Clone: <code>git clone ${url}/${state.owner}/${state.name}.git</code>
    </p>`}
    ${readme &&
    html`<div class="panel">
      <div class="title">${nameOf(readme)}</div>
      <pre>${shown?.text ?? shown?.problem}</pre>
    </div>`}`;
}

function row(
  repository: Repository,
  { ref }: Location,
  entry: TreeEntry,
): Html {
  const kind = entry.type === 'tree' ? 'tree' : 'blob';
  const name = entry.type === 'tree' ? `${nameOf(entry)}/` : nameOf(entry);
  const link = html`<a
    href="${codeAddress(repository, kind, { ref, path: entry.path })}"
    >${name}</a
  >`;
  const submodule = html`${name} @ <code>${entry.sha.slice(0, 7)}</code>`;
  return html`<tr>
    <td>${entry.type === 'commit' ? submodule : link}</td>
    <td>${entry.size !== undefined && `${entry.size} B`}</td>
  </tr>`;
}

function nameOf({ path }: TreeEntry): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
