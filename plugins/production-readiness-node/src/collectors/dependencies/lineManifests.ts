import { SourceFile } from '../../repository/SourceFile';
import { DeclaredDependency, Manifest } from './Manifest';
import { pythonName } from './tomlManifests';

/** pip's list. It counts as locked when every line has one exact version or a hash. */
export function readRequirements(file: SourceFile): Manifest {
  const dependencies: DeclaredDependency[] = [];
  let exact = true;
  file.lines.forEach((text, index) => {
    const line = text.split(' #')[0].trim();
    if (!line || line.startsWith('#') || line.startsWith('-')) return;
    if (/^(?:https?|git\+\w+):\/\//.test(line)) {
      exact &&= isOneVersion(line);
      return;
    }
    const name = pythonName(line);
    if (!name) return;
    const pinned = line.includes('==') && !line.includes('==*');
    if (!pinned && !line.includes('--hash=') && !line.includes('@')) {
      exact = false;
    }
    dependencies.push({
      name,
      version: line.slice(0, 200),
      line: index + 1,
      development: false,
    });
  });
  return {
    path: file.path,
    ecosystem: 'python',
    dependencies,
    pinned: exact && dependencies.length > 0,
    scripts: [],
    entries: [],
  };
}

/** An archive of a tag or a commit, or a wheel, is always the same; what a branch holds is not. */
function isOneVersion(address: string): boolean {
  if (address.includes('--hash=')) return true;
  const [place] = address.split(/[#?\s]/);
  if (place.startsWith('git+')) {
    return /@(?:[0-9a-f]{7,40}|v?\d+(?:\.\d+)+[\w.-]*)$/.test(place);
  }
  const isArchive = /\.(?:whl|tar\.gz|tgz|tar\.bz2|zip)$/.test(place);
  const isBranch =
    /\/heads\/|\/(?:main|master|develop|HEAD)\.(?:tar\.gz|tgz|zip)$/.test(
      place,
    );
  return isArchive && !isBranch;
}

/** The module file of Go. */
export function readGoModule(file: SourceFile): Manifest {
  const dependencies: DeclaredDependency[] = [];
  const references: string[] = [];
  let module: string | undefined;
  let block = '';
  file.lines.forEach((text, index) => {
    const line = text.split('//')[0].trim();
    const words = line.split(' ').filter(Boolean);
    if (words[0] === 'module' && words[1]) module = words[1];
    const target = words[words.indexOf('=>') + 1];
    const isReplacement = block === 'replace' || words[0] === 'replace';
    if (isReplacement && words.includes('=>') && /^\.{1,2}\//.test(target))
      references.push(target);
    if (line === ')') block = '';
    else if (words[1] === '(') block = words[0];
    else {
      const parts = words[0] === 'require' ? words.slice(1) : words;
      const inBlock = block === 'require' || words[0] === 'require';
      if (inBlock && parts.length >= 2 && parts[1].startsWith('v')) {
        dependencies.push({
          name: parts[0],
          version: parts[1],
          line: index + 1,
          development: false,
        });
      }
    }
  });
  return {
    path: file.path,
    ecosystem: 'go',
    dependencies,
    pinned: dependencies.length === 0,
    references,
    module,
    scripts: [],
    entries: [],
  };
}
