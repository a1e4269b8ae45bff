/** The rule of a CODEOWNERS that decides over the whole tree of a service. */
export interface TreeOwner {
  owners: string[];
  line: number;
}

/** Who owns everything in a folder; the last rule that covers it decides. Undefined where nobody owns all of it. */
export function ownerOfTree(
  lines: readonly string[],
  folder: string,
): TreeOwner | undefined {
  let found: TreeOwner | undefined;
  let sectionOwners: string[] = [];
  lines.forEach((text, index) => {
    const line = text.split(' #')[0].trim();
    if (!line || line.startsWith('#')) return;
    if (line.startsWith('[') || line.startsWith('^[')) {
      // GitLab: a section can name the owners of the rules that name none.
      sectionOwners = line
        .slice(line.lastIndexOf(']') + 1)
        .split(/\s+/)
        .filter(isOwner);
      return;
    }
    const [pattern, ...rest] = line.split(/\s+/);
    if (!covers(pattern, folder)) return;
    const named = rest.filter(isOwner);
    const owners = named.length > 0 ? named : sectionOwners;
    found = owners.length > 0 ? { owners, line: index + 1 } : undefined;
  });
  return found;
}

function isOwner(word: string): boolean {
  return word.includes('@');
}

const everything = new Set(['*', '**', '/', '/*', '/**', '**/*', '/**/*', '.']);

function covers(pattern: string, folder: string): boolean {
  // `/*` covers the root's own files only; it is taken for the tree where it stands alone, as its writers mean it.
  if (everything.has(pattern)) return pattern !== '/*' || folder === '';
  if (!folder) return false;
  let prefix = pattern;
  if (prefix.startsWith('/')) prefix = prefix.slice(1);
  for (const ending of ['/**', '/*', '/**/*', '/']) {
    if (prefix.endsWith(ending)) prefix = prefix.slice(0, -ending.length);
  }
  if (prefix.includes('*') || !prefix) return false;
  return (
    folder === prefix ||
    folder.startsWith(`${prefix}/`) ||
    (!pattern.startsWith('/') &&
      !prefix.includes('/') &&
      folder.split('/').includes(prefix))
  );
}
