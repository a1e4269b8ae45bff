import { Import } from '../../../syntax/imports';
import { Tokens } from '../../../syntax/Tokens';
import { folderOf } from '../../dependencies/Manifest';
import { FileSummary } from '../FileSummary';

/** Members that only a page's objects have: others call a record of a database a document. */
const ofBrowsers = new Map([
  [
    'document',
    /^(?:getElement\w{0,20}|querySelector(?:All)?|create(?:Element|TextNode)|body|head|cookie|documentElement|addEventListener|readyState|forms)$/,
  ],
  [
    'window',
    /^(?:location|addEventListener|inner(?:Width|Height)|history|alert|confirm|open|stop|requestAnimationFrame|matchMedia|document|scroll\w{0,10}|localStorage|fetch|setTimeout|setInterval|navigator|onload|devicePixelRatio)$/,
  ],
  ['localStorage', /^(?:get|set|remove)Item$/],
  ['sessionStorage', /^(?:get|set|remove)Item$/],
]);
const ofServers = ['process', 'module', 'Deno', 'Bun'];

/** What only a page's scripts are written with. */
const pagePackages =
  /^(?:@hotwired\/|@stimulus\/|stimulus(?:$|-)|@rails\/(?:ujs|actioncable|activestorage|turbolinks)|turbolinks|jquery|alpinejs|htmx\.org|govuk-frontend|@ministryofjustice\/frontend|accessible-autocomplete|react-dom\/client|bootstrap(?:$|\/))/;

/** Where a script runs, as far as it says so: with a page's document, or with a server's modules and process. */
export function placeOf(
  tokens: Tokens,
  imports: readonly Import[],
): FileSummary['place'] {
  if (tokens.syntax.id !== 'javascript') return undefined;
  const isPackage = ({ specifier }: Import) => /^[@\w]/.test(specifier);
  if (imports.some(({ specifier }) => pagePackages.test(specifier)))
    return 'browser';
  if (imports.some(isPackage)) return 'server';
  let place: FileSummary['place'];
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.isMark(at - 1, '.') || !tokens.isMark(at + 1, '.')) continue;
    if (ofServers.some(name => tokens.isWord(at, name))) return 'server';
    const members = ofBrowsers.get(tokens.textOf(at));
    if (members?.test(tokens.textOf(at + 2))) place = 'browser';
  }
  return place;
}

/**
 * The sources that run in the service: a page's scripts do not, nor do those beside them in a folder that is no
 * project of Node's and that say nothing of a server.
 */
export function withoutPageScripts(
  files: readonly FileSummary[],
  isProject: boolean,
): FileSummary[] {
  const pages = new Set(
    files
      .filter(({ place }) => place === 'browser')
      .map(({ path }) => folderOf(path)),
  );
  return files.filter(
    ({ path, place }) =>
      place === 'server' ||
      (place === undefined && (isProject || !pages.has(folderOf(path)))),
  );
}
