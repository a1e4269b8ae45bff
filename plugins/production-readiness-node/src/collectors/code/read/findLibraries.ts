import { Import } from '../../../syntax/imports';
import { Library } from '../EcosystemIndex';
import { Finding } from '../FileSummary';
import { SourceView } from './SourceView';

/** The libraries that a file uses. */
export function findLibraries(view: SourceView): Finding[] {
  const { tokens, index } = view;
  const statements = view.imports.flatMap(one => withModules(view, one));
  const imported = view.imported<Library>(
    statements,
    (entry, statement): entry is Library =>
      !('find' in entry) && (entry.onImport === true || view.isUsed(statement)),
  );
  const used = new Map<Library, number>();
  const against = new Set<Library>();
  for (const { value, from } of view.of('library')) {
    if (value.against) against.add(value.library);
    else if (!used.has(value.library)) used.set(value.library, from);
  }
  const candidates = new Set([
    ...imported.keys(),
    ...(index.data.implicitImports ? used.keys() : []),
  ]);
  for (const statement of view.imports) {
    for (const library of index.wrapped(statement.specifier)) {
      if (!imported.has(library)) candidates.add(library);
      imported.set(library, statement);
    }
  }
  const findings: Finding[] = [];
  for (const library of candidates) {
    if (against.has(library)) continue;
    const statement = imported.get(library);
    const at = library.uses ? used.get(library) : statement?.from;
    if (at === undefined) continue;
    const line = tokens.line[at];
    findings.push({
      is: 'library',
      library,
      name: nameOf(view, library, statement),
      specifier: statement && view.context.names.keep(statement.specifier),
      ...(library.uses ? view.found(at) : { line }),
    });
  }
  return findings;
}

/** `from google.cloud import storage` of Python imports the module google.cloud.storage, too. */
function withModules({ tokens }: SourceView, statement: Import): Import[] {
  if (tokens.syntax.id !== 'python') return [statement];
  const { specifier, names } = statement;
  return [
    statement,
    ...names.map((name, at) => ({
      ...statement,
      specifier: `${specifier}.${name}`,
      // With the name behind `as`, which is the next.
      names: names.slice(at, at + 2),
    })),
  ];
}

/** The import that was found, where a rule speaks of several packages. */
function nameOf(
  { context }: SourceView,
  library: Library,
  statement?: Import,
): string | undefined {
  if (library.name || !statement) return undefined;
  return context.names.keep(statement.specifier);
}
