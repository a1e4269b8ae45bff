import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assetOf, documentOf, sourceOf } from './contents.mjs';
import { deployFiles } from './deployFiles.mjs';
import { createRandom } from './random.mjs';

const ecosystems = ['typescript', 'python', 'go', 'java', 'csharp', 'ruby'];

/** Of one hundred files of a service beside its manifests: what real services hold, assets that nobody wants included. */
const mix = [
  ...Array(38).fill('source'),
  ...Array(14).fill('test'),
  ...Array(6).fill('document'),
  ...Array(8).fill('data'),
  ...Array(18).fill('asset'),
  ...Array(16).fill('installed'),
];
const filesOfService = 60;

/**
 * Writes a repository of exactly `count` files, the same for the same count: services of six ecosystems with
 * manifests, container images, Helm charts, pipelines, documents, assets and installed packages.
 *
 * @returns {{ files: number, bytes: number }}
 */
export function generateTree(root, count) {
  const random = createRandom(count);
  let files = 0;
  let bytes = 0;
  const write = (path, content) => {
    if (files >= count) return;
    const absolute = join(root, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
    files += 1;
    bytes += Buffer.byteLength(content);
  };
  write('README.md', documentOf('readme', 'fixture', random));
  write('CODEOWNERS', '* @acme/platform\n');
  for (let index = 0; files < count; index++) {
    const ecosystem = ecosystems[index % ecosystems.length];
    const name = `service-${String(index).padStart(4, '0')}`;
    const folder = `services/${name}`;
    for (const [path, content] of deployFiles(name, ecosystem)) {
      write(path, content);
    }
    for (let each = 0; each < filesOfService; each++) {
      const kind = random.pick(mix);
      const [path, content] = fileOf(kind, ecosystem, each, random);
      write(`${folder}/${path}`, content);
    }
  }
  return { files, bytes };
}

function fileOf(kind, ecosystem, index, random) {
  switch (kind) {
    case 'source':
    case 'test':
      return sourceOf(ecosystem, kind, index, random);
    case 'document':
      return [
        `docs/page-${index}.md`,
        documentOf(
          random.pick(['runbook', 'guide', 'adr']),
          `${index}`,
          random,
        ),
      ];
    case 'data':
      return [
        `resources/data-${index}.json`,
        JSON.stringify(
          Array.from({ length: 40 }, (_, id) => ({
            id,
            text: random.words(8),
          })),
          undefined,
          2,
        ),
      ];
    case 'installed':
      return [
        `node_modules/package-${index}/lib/index.js`,
        `module.exports = ${JSON.stringify(random.words(200))};\n`,
      ];
    default:
      return [`assets/${assetOf(index).name}`, assetOf(index, random).content];
  }
}
