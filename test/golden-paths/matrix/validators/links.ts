import { posix } from 'node:path';
import { textOf } from '../files';
import { Validator } from '../Validator';

/** Links between documents, and from alerts to their runbooks, lead to a heading that exists. */
export const linksValidator: Validator = {
  name: 'links',
  units: files => [
    {
      label: 'documents',
      files: files.filter(({ path }) => /\.md$|rules\.yaml$/.test(path)),
    },
  ],
  async check({ files }) {
    const anchors = new Map(
      files.map(file => [file.path, headingsOf(textOf(file))]),
    );
    return files.flatMap(file => {
      const links = file.path.endsWith('.md')
        ? linksOf(textOf(file), file.path)
        : runbooksOf(textOf(file));
      return links.flatMap(link => {
        const [path, anchor] = link.split('#');
        const known = anchors.get(path);
        if (path.endsWith('.md') && !known) {
          return [`${file.path} links to ${path}, which is not there`];
        }
        return known && anchor && !known.includes(anchor)
          ? [`${file.path} links to ${link}, which has no such heading`]
          : [];
      });
    });
  },
};

function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading]) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );
}

function linksOf(text: string, from: string): string[] {
  return [...text.matchAll(/(?<!\\)\]\(([^()\s]+)\)/g)]
    .map(([, target]) => target)
    .filter(target => !/^[a-z]+:/.test(target))
    .map(target =>
      target.startsWith('#')
        ? `${from}${target}`
        : posix.join(posix.dirname(from), target),
    );
}

function runbooksOf(text: string): string[] {
  return [
    ...text.matchAll(/runbook(?:_url)?: *"?[^\s"]*?(docs\/[^\s"]+)/g),
  ].map(([, target]) => target);
}
