import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { SourceFile } from '../../repository/SourceFile';
import { syntaxOf } from '../../syntax/Syntax';
import {
  CollectedFacts,
  Collector,
  CollectorRun,
  ServiceScope,
} from '../Collector';
import { isWithin, nameOf } from '../dependencies/Manifest';
import { namesWord, Units } from '../Units';
import { findAssignments } from './findAssignments';
import { neighbourExcuse } from './neighbourExcuse';
import { sectionExcuse } from './sectionExcuse';
import {
  excuseOf,
  isBundle,
  isDocument,
  isSearched,
  isUsualPlace,
  quotesTexts,
} from './secretPath';
import { isPublished, judgeValue, ValueKind } from './secretValue';
import { findTokens } from './findTokens';
import { urlCredentials, usedCredentials } from './usedCredentials';

type SecretFact = FactOf<'secrets'>;

const maxBytes = 400_000;
const maxFacts = 100;
const maxClean = 8;

class SecretRun implements CollectorRun {
  private readonly units: Units;
  private readonly facts: SecretFact[] = [];
  /** Places where credentials usually stand, and none does. */
  private readonly clean: string[] = [];

  constructor(private readonly scope: ServiceScope) {
    this.units = new Units(scope.path);
  }

  wants({ path, size }: { path: string; size: number }): boolean {
    this.units.see(path);
    if (size > maxBytes || size < 8 || !isSearched(path)) return false;
    return isWithin(path, this.scope.path) || !syntaxOf(path);
  }

  visit(file: SourceFile): void {
    if (this.facts.length >= maxFacts || !this.isRelated(file)) return;
    const before = this.facts.length;
    this.search(file);
    if (this.facts.length === before && isUsualPlace(file.path))
      this.clean.push(file.path);
  }

  private search(file: SourceFile): void {
    const seen = new Set<number>();
    for (const { rule, at, value } of findTokens(file.text)) {
      const line = lineAt(file.text, at);
      if (seen.has(line)) continue;
      seen.add(line);
      this.add(
        file,
        line,
        rule,
        rule,
        rule === 'private key' ? 'real' : tokenKind(value),
      );
    }
    const quoted = syntaxOf(file.path) !== undefined || isDocument(file.path);
    if (isBundle(file)) return;
    const assignments = [
      ...findAssignments(file.text, quoted || quotesTexts(file.path)),
      ...urlCredentials(file.text),
      ...(syntaxOf(file.path) ? usedCredentials(file.text) : []),
    ];
    for (const { name, value, fallback, bare, line } of assignments) {
      const kind = judgeValue(value, bare);
      if (seen.has(line) || kind === 'none') continue;
      // In code, `password: 'password'` names a field; as the fallback of a variable it is a credential.
      const named =
        quoted &&
        !fallback &&
        kind === 'weak' &&
        name.toLowerCase().includes(value.toLowerCase());
      if (named) continue;
      if (isComment(file, line)) continue;
      seen.add(line);
      this.add(file, line, 'credential', name, kind);
    }
  }

  finish(): CollectedFacts {
    const searched = this.clean.slice(0, maxClean).map(path => ({
      source: { path, line: 1 },
      rule: 'searched',
      name: nameOf(path),
      excused: true,
      reason: 'It was searched and holds no credential.',
    }));
    return {
      collections: {
        secrets: [...this.facts.slice(0, maxFacts), ...searched],
        traits: this.traits(),
      },
      gaps: [],
    };
  }

  /** A service whose code holds a credential uses one. */
  private traits(): Array<FactOf<'traits'>> {
    const written = this.facts.find(
      ({ excused, source: { path = '' } }) =>
        !excused && isWithin(path, this.scope.path) && syntaxOf(path),
    );
    return written
      ? [
          {
            source: written.source,
            trait: 'uses-secrets',
            reason: 'A credential stands in its code.',
          },
        ]
      : [];
  }

  /** Outside the service's folder: files of the whole repository, and manifests that speak of the service. */
  private isRelated(file: SourceFile): boolean {
    const { path } = file;
    if (isWithin(path, this.scope.path)) return true;
    if (!path.includes('/')) return true;
    const { name } = this.scope;
    if (this.units.isForeign(path)) return false;
    return namesWord(path, name) || namesWord(file.text, name);
  }

  private add(
    { path, lines }: SourceFile,
    line: number,
    rule: string,
    name: string,
    kind: ValueKind,
  ): void {
    const text = lines[line - 1] ?? '';
    const reason =
      kind === 'placeholder'
        ? 'The value only holds a place.'
        : excuseOf(path, kind, rule) ??
          localExcuse(rule, text) ??
          sectionExcuse(rule, path, lines, line) ??
          (kind === 'weak'
            ? neighbourExcuse(rule, path, lines, line)
            : undefined);
    const isRepeated =
      reason !== undefined &&
      this.facts.filter(fact => fact.source.path === path).length >= 5;
    if (isRepeated) return;
    this.facts.push({
      source: { path, line },
      rule,
      name: nameOf(name),
      excused: reason !== undefined,
      reason,
    });
  }
}

/** AWS's own example key, and tokens that are made of one character. */
function tokenKind(value: string): ValueKind {
  const upper = value.toUpperCase();
  const isSample =
    isPublished(value) ||
    upper.includes('EXAMPLE') ||
    upper.includes('XXXX') ||
    upper.includes('0000000000') ||
    upper.includes('1234567890') ||
    upper.includes('ABCDEFGHIJ');
  return isSample ? 'placeholder' : 'real';
}

/** Rails is configured by code, which generators fill with settings that are commented out. */
const configuringCode =
  /(?:^|\/)config\/(?:initializers|environments)\/[^/]*\.rb$/;

/** What is commented out in a configuration file configures nothing. */
function isComment({ path, lines }: SourceFile, line: number): boolean {
  if (syntaxOf(path) && !configuringCode.test(path)) return false;
  return /^\s*(#|;|\/\/|<!--)/.test((lines[line - 1] ?? '').slice(0, 200));
}

/** A connection to the machine that it runs on. */
function localExcuse(rule: string, line: string): string | undefined {
  const isLocal = line.includes('localhost') || line.includes('127.0.0.1');
  return rule === 'credential' && isLocal
    ? 'It is a default for local work.'
    : undefined;
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (
    let at = text.indexOf('\n');
    at >= 0 && at < index;
    at = text.indexOf('\n', at + 1)
  )
    line += 1;
  return line;
}

/**
 * What looks like a credential in tracked files: known formats of tokens and keys, and values that are given to names
 * of credentials. Placeholders, and defaults for development in compose and test files, are excused with a reason.
 * The values themselves are never kept.
 * @public
 */
export function secretCollector(): Collector {
  return {
    id: 'secrets',
    collections: ['secrets', 'traits'],
    start: scope => new SecretRun(scope),
  };
}
