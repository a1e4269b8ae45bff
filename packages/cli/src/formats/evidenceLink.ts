import {
  encodePath,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { code } from './markdownText';
import { placeText } from './tally';

/**
 * Evidence as Markdown: linked to the file and line at the commit where a pipeline of GitHub or GitLab says where
 * the repository is (GITHUB_SERVER_URL and GITHUB_REPOSITORY, or CI_PROJECT_URL).
 */
export function evidenceLink(
  source: Source,
  commit: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const shown = code(placeText(source));
  const base = fileBase(commit, env);
  if (!base || source.path === undefined) return shown;
  const path = encodePath(source.path);
  const line = source.line === undefined ? '' : `#L${source.line}`;
  return `[${shown}](${base}/${path}${line})`;
}

function fileBase(
  commit: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (!commit) return undefined;
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, CI_PROJECT_URL } = env;
  if (GITHUB_SERVER_URL && GITHUB_REPOSITORY) {
    return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${commit}`;
  }
  return CI_PROJECT_URL && `${CI_PROJECT_URL}/-/blob/${commit}`;
}
