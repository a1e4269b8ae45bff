import { isPlaceholder } from '../deployment/imageReferences';
import { resolvePath } from '../repository/paths';
import { Cursor } from '../repository/yaml/Cursor';

/**
 * The resources that `configMapGenerator:` and `secretGenerator:` make, as far as what they are made of stands in the
 * repository. A secret of a file that is elsewhere holds nothing in clear and is left out.
 * @param has - whether a path is that of a file of the repository
 */
export function generatedResources(
  kustomization: Cursor,
  folder: string,
  has: (path: string) => boolean,
): Cursor[] {
  const made = (key: string, kind: string, field: string) =>
    kustomization
      .get(key)
      .items()
      .flatMap(generator => {
        const name = generator.get('name').text();
        const content = contentOf(generator, folder, has);
        if (name === undefined) return [];
        if (kind === 'Secret' && Object.keys(content).length === 0) return [];
        const metadata = { name };
        const value = { apiVersion: 'v1', kind, metadata, [field]: content };
        return [Cursor.at(value, generator.position)];
      });
  return [
    ...made('configMapGenerator', 'ConfigMap', 'data'),
    ...made('secretGenerator', 'Secret', 'stringData'),
  ];
}

/** Stands for what a file of the repository holds, which is not read here. */
const fromFile = 'the content of a committed file';

function contentOf(
  generator: Cursor,
  folder: string,
  has: (path: string) => boolean,
): Record<string, string> {
  const content: Record<string, string> = {};
  for (const literal of generator.get('literals').texts()) {
    const at = literal.indexOf('=');
    const value = literal.slice(at + 1).replace(/^["']|["']$/g, '');
    if (at > 0 && !isPlaceholder(value)) content[literal.slice(0, at)] = value;
  }
  const files = ['files', 'envs', 'env'].flatMap(key =>
    generator.get(key).texts(),
  );
  for (const written of files) {
    const path = resolvePath(folder, written.slice(written.indexOf('=') + 1));
    if (path !== undefined && has(path)) content[path] = fromFile;
  }
  return content;
}
