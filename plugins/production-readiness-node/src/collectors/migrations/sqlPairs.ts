import { nameOf } from '../dependencies/Manifest';

const back = /[._-](?:down|undo|rollback|revert)$/;
const forth = /[._-](?:up|do|deploy|apply)$/;
/** Postgrator tells by the second part of the name, and pairs by version alone: `001.do.orders.sql`. */
const numbered = /^(\d{1,20})\.(do|undo)(?:\.|$)/;

/** Whether a file of SQL only takes back what another did, by its name. */
export function takesBack(path: string): boolean {
  const name = withoutEnding(nameOf(path));
  const kind = numbered.exec(name)?.[2];
  return kind === undefined ? back.test(name) : kind === 'undo';
}

/** What a migration and the file that takes it back have in common. */
export function pairName(path: string): string {
  const name = nameOf(path);
  const folder = path.slice(0, path.length - name.length);
  const bare = withoutEnding(name);
  const version = numbered.exec(bare)?.[1];
  return `${folder}${version ?? bare.replace(back, '').replace(forth, '')}`;
}

function withoutEnding(name: string): string {
  return name.replace(/\.sql$/, '');
}
