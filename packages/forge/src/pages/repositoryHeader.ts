import type { Repository } from '../repositories/RepositoryStore';
import { address, Html, html } from './html';

/** Name and sections of a repository, at the top of each of its pages. */
export function repositoryHeader({ state }: Repository): Html {
  const { owner, name, pulls } = state;
  const open = pulls.filter(pull => pull.state === 'open').length;
  return html`<h1>
      <a href="${address(owner)}">${owner}</a> /
      <a href="${address(owner, name)}">${name}</a>
    </h1>
    ${state.description && html`<p class="muted">${state.description}</p>`}
    <nav aria-label="Repository">
      <a href="${address(owner, name)}">Code</a>
      <a href="${address(owner, name, 'commits')}">Commits</a>
      <a href="${address(owner, name, 'pulls')}">Pull requests (${open})</a>
    </nav>`;
}

/** Links to the folders above a path, and its last part. */
export function breadcrumbs(
  { state }: Repository,
  ref: string,
  path: string,
): Html {
  const parts = path.split('/').filter(Boolean);
  const tree = (upTo: number) =>
    address(
      state.owner,
      state.name,
      'tree',
      ref,
      parts.slice(0, upTo).join('/'),
    );
  return html`<a href="${tree(0)}">${state.name}</a>${parts.map((part, index) =>
      index === parts.length - 1
        ? html` / ${part}`
        : html` / <a href="${tree(index + 1)}">${part}</a>`,
    )}`;
}

/** Where a file or folder at a ref is shown. */
export function codeAddress(
  { state }: Repository,
  kind: 'blob' | 'tree' | 'raw' | 'commits',
  { ref, path }: { ref: string; path: string },
): string {
  return address(state.owner, state.name, kind, ref, path);
}
