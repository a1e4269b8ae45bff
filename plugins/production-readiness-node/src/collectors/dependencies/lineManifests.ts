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
