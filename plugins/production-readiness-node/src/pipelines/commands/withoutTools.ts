const separators = /(\s*(?:&&|\|\|?|;)\s*)/;
/** Words before the command itself. */
const leading =
  /^(?:if|then|else|do|while|until|!|\(|\{|sudo|time|exec|env|-\S*|[A-Za-z_]\w*=.*)$/;
const shell = /^(?:sudo )?(?:ba|z|da)?sh\b/;
/** How commands begin that bring, place or look for a tool, and run nothing by that. */
const brings = new RegExp(
  `^(?:${[
    '(?:apt|apt-get|apk|yum|dnf|microdnf|zypper|brew|snap|choco|conda|mamba|cargo|gem|pipx|pip[\\d.]*) (?:install|add)',
    '(?:uv|python[\\d.]*) pip install',
    '(?:npm|pnpm|yarn|bun) (?:install|i|add|global add)',
    '(?:uv|pdm|poetry|composer|rustup component) (?:add|require)',
    '(?:uv|dotnet) tool install',
    // What stands in the repository is built so; a module with its version is fetched.
    'go (?:get|install [^\\s@]{1,200}@\\S*)',
    'docker (?:image )?pull',
    'tar|unzip|gunzip|mv|cp|ln|rm|chmod|chown|which|type|hash|install|command -v',
  ].join('|')})(?=\\s|$)`,
);
const address = /\bhttps?:\/\/[^\s"'`)]{1,300}/g;
const installer = /^[\w.-]{0,60}(?:install|setup)[\w.-]{0,60}$/;

function isAboutTools(part: string): boolean {
  const words = part.split(/\s+/);
  const from = words.findIndex(word => !leading.test(word.replace(/^@/, '')));
  const own = words
    .slice(Math.max(from, 0))
    .filter(word => word === '-v' || !word.startsWith('-'));
  return brings.test(own.join(' ').replace(/^@/, ''));
}

/** What an address leads to, where that is run, and not only brought or there to install something. */
function runFrom(url: string, isRun: boolean): string {
  const name = url.slice(url.lastIndexOf('/') + 1);
  return isRun && !installer.test(name) ? name : '';
}

/**
 * A command line without what only brings the tools for others: `pip install bandit` runs no scan, nor does
 * `curl https://example.org/trivy/install.sh | sh`.
 */
export function withoutTools(line: string): string {
  const parts = line.split(separators);
  return parts
    .map((part, at) => {
      // Every second one is a separator.
      if (at % 2 === 1) return part;
      if (isAboutTools(part)) return '';
      const fetches = /\b(?:curl|wget)\b/.test(part);
      const isRun =
        shell.test(part) || /<\(/.test(part) || shell.test(parts[at + 2] ?? '');
      return fetches ? part.replace(address, url => runFrom(url, isRun)) : part;
    })
    .join('');
}
