import { SourceFile } from '../../../repository/SourceFile';
import { functionsOf } from '../../../syntax/functions';
import { lex } from '../../../syntax/lex';
import { syntaxOf } from '../../../syntax/Syntax';
import { Tokens } from '../../../syntax/Tokens';
import { nameOf } from '../../dependencies/Manifest';
import { destroysColumns } from './destructiveSql';
import { ReadMigration } from './ReadMigration';

const shared = new Tokens();

/** What the functions and the calls of a tool are named. */
export interface CodeShape {
  up: string[];
  down: string[];
  /** Calls that take something away. */
  takes: string[];
}

/** A migration in a programming language: what its way down and its way up do. */
export function readCode(
  file: SourceFile,
  shape: CodeShape,
): ReadMigration[] | undefined {
  const syntax = syntaxOf(file.path);
  if (!syntax) return undefined;
  const tokens = lex(file.text, syntax, shared);
  const functions = functionsOf(tokens);
  const up = functions.find(({ name }) => shape.up.includes(name));
  if (!up) return undefined;
  const down = functions.find(({ name }) => shape.down.includes(name));
  return [
    {
      name: nameOf(file.path),
      line: tokens.line[(down ?? up).nameAt],
      down:
        down !== undefined && doesSomething(tokens, down.bodyFrom, down.bodyTo),
      destructive: takesAway(tokens, up.bodyFrom, up.bodyTo, shape.takes),
    },
  ];
}

/** More than `pass`, a comment, or an error that says that there is no way back. */
function doesSomething(tokens: Tokens, from: number, to: number): boolean {
  let calls = 0;
  for (let at = from; at <= to; at += 1) {
    if (tokens.isWord(at, 'raise') || tokens.isWord(at, 'throw')) return false;
    const called =
      tokens.isMark(at + 1, '(') ||
      tokens.isMark(at - 1, '.') ||
      isRubyCall(tokens, at, to);
    if (tokens.isWord(at) && called) calls += 1;
    if (tokens.isText(at) && tokens.end[at] - tokens.start[at] > 10) calls += 1;
  }
  return calls > 0;
}

/** `rename_column :a, :b`: what starts a line and goes on with what it is given. */
function isRubyCall(tokens: Tokens, at: number, to: number): boolean {
  return (
    tokens.syntax.id === 'ruby' &&
    tokens.indent[at] >= 0 &&
    at < to &&
    tokens.indent[at + 1] < 0
  );
}

function takesAway(
  tokens: Tokens,
  from: number,
  to: number,
  takes: readonly string[],
): boolean {
  for (let at = from; at <= to; at += 1) {
    if (tokens.isText(at) && destroysColumns(tokens.textOf(at))) return true;
    if (tokens.isWord(at) && takes.some(name => tokens.spans(at, name)))
      return true;
  }
  return false;
}
