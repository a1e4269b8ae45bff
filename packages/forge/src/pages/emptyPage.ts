import type { Repository } from '../repositories/RepositoryStore';
import { Html, html } from './html';
import { repositoryHeader } from './repositoryHeader';

/** A repository without a commit, and how to put one there. */
export function emptyPage(url: string, repository: Repository): Html {
  const { owner, name } = repository.state;
  return html`${repositoryHeader(repository)}
    <p>
      This repository is empty. Push to it, with the forge's token as the
      password:
    </p>
    <div class="panel">
      <pre>
git remote add origin ${url}/${owner}/${name}.git
git push -u origin main</pre
      >
    </div>`;
}
