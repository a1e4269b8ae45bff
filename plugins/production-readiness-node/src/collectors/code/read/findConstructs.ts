import { Tokens, word } from '../../../syntax/Tokens';
import { Effect } from '../../../data/EcosystemData';
import { Construct } from '../EcosystemIndex';
import { Finding } from '../FileSummary';
import { bitOf } from './Doings';
import { isInGuardedLoop } from './guardedLoops';
import { calledIn, lastGroup } from './ranges';
import { entriesOf, isSelected, openerOf } from './dictionaryEntries';
import { SourceView } from './SourceView';

const mostOfOne = 5;
/** The file is walked through to tell where one stands. */
const mostTried = 20;

/** The code of a file that shows something by itself. */
export function findConstructs(view: SourceView): Finding[] {
  const flags = new Set<Construct>();
  const against = new Set<Construct>();
  for (const { value } of view.of('construct-file')) {
    (value.against ? against : flags).add(value.construct);
  }
  const seen = new Map<Construct, number>();
  const tried = new Map<Construct, number>();
  const findings: Finding[] = [];
  for (const { value, from, to } of view.of('construct')) {
    const { construct } = value;
    const times = seen.get(construct) ?? 0;
    if (times >= mostOfOne || against.has(construct)) continue;
    if (construct.file && !flags.has(construct)) continue;
    if (construct.imports && !view.importsAny(construct.imports)) continue;
    if (!view.holds(construct, from, to)) continue;
    if (construct.doing && !does(view, construct.doing)) continue;
    if (construct.selectedBy || construct.guarded) {
      const tries = tried.get(construct) ?? 0;
      tried.set(construct, tries + 1);
      if (tries >= mostTried || !standsWell(construct, view.tokens, from))
        continue;
    }
    const { naming } = construct;
    const inTexts = naming === 'scheduled-retention';
    if (naming && !view.namesRetention(inTexts)) continue;
    seen.set(construct, times + 1);
    const handler = construct.handler && view.handlerAt(construct, from, to);
    findings.push({
      is: 'construct',
      construct,
      handler,
      ...(construct.storage && {
        inMemory: isAllInMemory(view, construct, from, to),
      }),
      ...(construct.registered && { subject: classAt(view.tokens, from) }),
      ...(construct.keptFor && { keeper: calledIn(view.tokens, from, to) }),
      ...view.found(from),
    });
  }
  return [...findings, ...registrationsOf(view), ...processorsOf(view)];
}

function does({ doings, tokens }: SourceView, effect: Effect): boolean {
  return (doings.effectsOf(0, tokens.count) & bitOf(effect)) !== 0;
}

/** What the file works on the jobs of, each once. */
function processorsOf(view: SourceView): Finding[] {
  const found = new Map<Construct, number>();
  for (const { value, from } of view.of('processor'))
    found.set(value.construct, view.tokens.line[from]);
  return [...found].map(([construct, line]) => ({
    is: 'processor',
    construct,
    line,
  }));
}

/** Whether a match opens a dictionary that puts everything into memory. */
function isAllInMemory(
  { tokens, index }: SourceView,
  construct: Construct,
  from: number,
  to: number,
): boolean {
  const memory = index.memory(construct);
  const entries = entriesOf(tokens, to - 1);
  return (
    memory !== undefined &&
    entries !== undefined &&
    from < to &&
    entries.every(entry =>
      memory
        .search(tokens, entry, tokens.partner[entry])
        .some(match => openerOf(tokens, match.from) === entry),
    )
  );
}

/** Whether what a construct asks of the code around it is met. */
function standsWell(
  { selectedBy, guarded }: Construct,
  tokens: Tokens,
  at: number,
): boolean {
  return (
    (!selectedBy || isSelected(tokens, at, selectedBy)) &&
    (!guarded || isInGuardedLoop(tokens, at))
  );
}

const longestHeader = 60;
const mostNames = 12;

/** Hash of the name of the class whose header a token stands in. */
function classAt(tokens: Tokens, at: number): number | undefined {
  for (let from = at; from > Math.max(0, at - longestHeader); from -= 1) {
    if (tokens.isWord(from, 'class') || tokens.isWord(from, 'record'))
      return tokens.hash[from + 1];
  }
  return undefined;
}

/** The classes that are handed to a framework, and the function that does it. */
function registrationsOf(view: SourceView): Finding[] {
  const { tokens, context } = view;
  return view.of('registration').map(({ value, from, to }): Finding => {
    const names: number[] = [];
    const end = Math.max(lastGroup(tokens, from, to)[1], to + 3);
    for (let at = to; at < end && names.length < mostNames; at += 1) {
      if (tokens.kind[at] === word) names.push(tokens.hash[at]);
    }
    const around = view.around(from);
    const by = around && context.names.keep(around.name);
    const line = tokens.line[from];
    const { construct } = value;
    return { is: 'registration', construct, names, by, line };
  });
}
