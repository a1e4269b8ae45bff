import { FunctionSpan } from '../../../syntax/functions';
import { Import } from '../../../syntax/imports';
import { word } from '../../../syntax/Tokens';
import { ClientSite, settleTimeouts } from './clientTimeouts';
import { Client } from '../EcosystemIndex';
import { Finding } from '../FileSummary';
import { SourceView } from './SourceView';

const mostOfOne = 20;

/** What calls out in a file: clients that are built or called, and how calls are made through them. */
export function findClients(view: SourceView): Finding[] {
  const { index } = view;
  const imported = view.imported<Client>(
    view.imports,
    (entry, statement): entry is Client =>
      'find' in entry && view.isUsed(statement),
  );
  const findings: Finding[] = [];
  const sites: ClientSite[] = [];
  const seen = new Map<Client, number>();
  for (const { value, from, to } of view.of('client')) {
    const { client } = value;
    const known = imported.has(client) || client.implicit || !client.package;
    if (!known && !index.data.implicitImports) continue;
    if (client.import && !client.package && !imported.has(client)) continue;
    if (isHandedIn(view, client, from)) continue;
    if (client.implicit && asksOwnPage(view, to)) continue;
    const times = seen.get(client) ?? 0;
    if (times >= mostOfOne) continue;
    seen.set(client, times + 1);
    const timeout =
      (client.timeout && view.holds(client, from, to)) ||
      hasNear(view, client, from);
    sites.push({ client, from, to, timeout: timeout === true });
  }
  for (const client of settleTimeouts(view, sites)) {
    findings.push({ is: 'client-anywhere', client, line: 1 });
  }
  for (const { client, from, timeout } of sites) {
    const statement = imported.get(client);
    const specifier = statement && view.context.names.keep(statement.specifier);
    const place = view.found(from);
    findings.push({ is: 'client', client, timeout, specifier, ...place });
  }
  return [...findings, ...callsOf(view, imported)];
}

/** `fetch('/orders')`: an address without a host is one of the page that the script runs in. */
function asksOwnPage({ tokens }: SourceView, at: number): boolean {
  return tokens.isText(at) && /^(?:\/(?!\/)|\.{1,2}\/)/.test(tokens.textOf(at));
}

/**
 * Whether what is called goes by the package's name and is not what the package gives: an instance that was built
 * elsewhere, and configured there.
 */
function isHandedIn(view: SourceView, client: Client, at: number): boolean {
  const { tokens, imports, index } = view;
  if (tokens.syntax.id !== 'javascript' || tokens.kind[at] !== word)
    return false;
  const name = tokens.textOf(at);
  if (!client.package?.includes(name.toLowerCase())) return false;
  const giving = imports.filter(({ specifier }) =>
    index.imported(specifier).includes(client),
  );
  const isGiven = ({ names }: Import) =>
    names.includes(name) || names.includes('*');
  return giving.length > 0 && !giving.some(isGiven);
}

function callsOf(
  view: SourceView,
  imported: ReadonlyMap<Client, Import>,
): Finding[] {
  return view.of('client-call').flatMap(({ value, from, to }): Finding[] => {
    const { client, carries } = value;
    const bounded = view.deadlines?.isHanded(to - 1);
    if (client.import && !imported.has(client)) return [];
    const around = view.around(from);
    const caller = around && view.tokens.hash[around.nameAt];
    return [
      {
        is: 'client-call',
        client,
        carries,
        bounded,
        caller,
        ...view.found(from),
      },
    ];
  });
}

function hasNear(view: SourceView, client: Client, at: number): boolean {
  const near = view.index.near(client);
  const span = near && view.around(at);
  return (
    near !== undefined &&
    span !== undefined &&
    near.search(view.tokens, span.bodyFrom, span.bodyTo).length > 0 &&
    isHandedOn(view, client, span)
  );
}

/** A deadline is for the requests that it is handed to, where those can be told. */
function isHandedOn(
  view: SourceView,
  client: Client,
  { bodyFrom, bodyTo }: FunctionSpan,
): boolean {
  const { deadlines } = view;
  if (!deadlines || !client.calls) return true;
  const made = view
    .of('client-call')
    .filter(({ value }) => value.client === client && value.carries)
    .filter(({ from }) => bodyFrom <= from && from <= bodyTo);
  return made.length > 0 && made.every(({ to }) => deadlines.isHanded(to - 1));
}
