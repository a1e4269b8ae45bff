import { FunctionSpan } from '../../../syntax/functions';
import { Match } from '../../../syntax/PatternIndex';
import { Tokens, word } from '../../../syntax/Tokens';
import { Client, Purpose } from '../EcosystemIndex';
import { SourceView } from './SourceView';
import { blockAfter, lastGroup } from './ranges';

/** Where a client is built or called. */
export interface ClientSite {
  client: Client;
  from: number;
  to: number;
  /** It has a timeout of its own. */
  timeout: boolean;
}

type Setting = Match<Extract<Purpose, { is: 'client-anywhere' }>>;

const mostChained = 40;

/**
 * Gives timeouts that stand beside clients to those that they are for: within the statement that builds a client to
 * that one; in a function that builds some to these; elsewhere in a file to those of the file.
 *
 * @returns the clients that settings of this file are for wherever they are built, because nothing is built here
 */
export function settleTimeouts(
  view: SourceView,
  sites: readonly ClientSite[],
): Client[] {
  const asides = asideCalls(view);
  const settings: Setting[] = view
    .of('client-anywhere')
    .filter(({ from }) => !view.deadlines?.isOnlyFor(from, asides));
  const judged = sites.filter(({ client }) => !client.exempt);
  const reaches = judged.map(site => endOf(view.tokens, site));
  const free = settings.filter(({ value, from }) => {
    const within = judged.filter(
      (site, index) => site.from <= from && from <= reaches[index],
    );
    for (const site of within) {
      if (site.client === value.client) site.timeout = true;
    }
    return within.length === 0;
  });
  const everywhere = new Set<Client>();
  for (const { value, from } of free) {
    const own = judged.filter(({ client }) => client === value.client);
    const around = functionOf(view, from);
    const beside = own.filter(
      site => around && functionOf(view, site.from) === around,
    );
    for (const site of beside.length > 0 ? beside : own) site.timeout = true;
    if (judged.length === 0) everywhere.add(value.client);
  }
  return [...everywhere];
}

/** The brackets of calls that shut down or check health: a deadline of those is none of what the service is for. */
function asideCalls(view: SourceView): ReadonlySet<number> {
  const asides = view
    .of('effect')
    .filter(
      ({ value: { effect } }) =>
        effect === 'drains' || effect === 'checks-dependency',
    );
  return new Set(asides.map(({ to }) => to - 1));
}

/** The function that a token stands in, or among whose parameters. */
function functionOf(
  { functions }: SourceView,
  at: number,
): FunctionSpan | undefined {
  return functions.find(({ nameAt, bodyTo }) => nameAt <= at && at <= bodyTo);
}

/** The end of what builds a client: its arguments, what is chained to it, and the block that it is given. */
function endOf(tokens: Tokens, { from, to }: ClientSite): number {
  let end = lastGroup(tokens, from, to)[1];
  for (let step = 0; step < mostChained; step += 1) {
    const next = nextOf(tokens, end);
    if (next === undefined) break;
    end = next;
  }
  return end;
}

function nextOf(tokens: Tokens, end: number): number | undefined {
  const after = end + 1;
  if (tokens.isMark(end, '<')) return afterTypes(tokens, end);
  if (tokens.isMark(after, '<') && tokens.kind[end] === word)
    return afterTypes(tokens, after);
  if (tokens.isMark(after, '(') || tokens.isMark(after, '{'))
    return tokens.partner[after] > after ? tokens.partner[after] : undefined;
  if (tokens.isMark(after, '.') && tokens.kind[after + 1] === word)
    return after + 1;
  if (tokens.isWord(after, 'do') && tokens.syntax.blocks === 'end')
    return blockAfter(tokens, after + 1)?.[1];
  return undefined;
}

/** `<A, B<C>>` */
function afterTypes(tokens: Tokens, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < open + 40 && at < tokens.count; at += 1) {
    if (tokens.isMark(at, '<')) depth += 1;
    if (tokens.isMark(at, '>')) depth -= 1;
    if (depth === 0) return at;
    if (tokens.isMark(at, ';') || tokens.isMark(at, '{')) return undefined;
  }
  return undefined;
}
