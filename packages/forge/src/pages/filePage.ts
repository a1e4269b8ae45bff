import type { ForgeContext } from '../ForgeContext';
import type { TreeEntry } from '../git/readTree';
import type { Repository } from '../repositories/RepositoryStore';
import { Html, html } from './html';
import { readText } from './readText';
import { breadcrumbs, codeAddress, repositoryHeader } from './repositoryHeader';
import type { Location } from './splitRef';

/** A file with numbered lines; the one that the address names by `#L<number>` stands out. */
export async function filePage(
  { git }: Pick<ForgeContext, 'git'>,
  repository: Repository,
  location: Location,
  entry: TreeEntry,
): Promise<Html> {
  const { text, problem } = await readText(git, repository.gitDir, entry);
  return html`${repositoryHeader(repository)}
    <p>
      ${breadcrumbs(repository, location.ref, location.path)} at
      <code>${location.ref}</code>
    </p>
    <div class="panel">
      <div class="title">
        ${entry.size ?? 0} bytes ·
        <a href="${codeAddress(repository, 'raw', location)}">Raw</a> ·
        <a href="${codeAddress(repository, 'commits', location)}">History</a>
      </div>
      ${text === undefined ? html`<pre>${problem}</pre>` : numbered(text)}
    </div>`;
}

function numbered(text: string): Html {
  const lines = text.replace(/\n$/, '').split(/\r?\n/);
  return html`<table class="code">
    <tbody>
      ${lines.map((line, index) => {
        const anchor = `L${index + 1}`;
        return html`<tr id="${anchor}">
          <td><a href="#${anchor}">${index + 1}</a></td>
          <td>${line}</td>
        </tr> `;
      })}
    </tbody>
  </table>`;
}
