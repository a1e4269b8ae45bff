import { Tokens } from '../../../syntax/Tokens';

/** Whether the file says that the program starts here: Go's main package, Python's main guard or application object. */
export function startsProgram(tokens: Tokens): boolean {
  switch (tokens.syntax.id) {
    case 'go':
      return isGoMain(tokens);
    case 'python':
      return isPythonStart(tokens);
    case 'javascript':
      return tokens.source.startsWith('#!');
    default:
      return true;
  }
}

function isGoMain(tokens: Tokens): boolean {
  for (let at = 0; at + 1 < Math.min(tokens.count, 400); at += 1) {
    if (tokens.indent[at] === 0 && tokens.isWord(at, 'package'))
      return tokens.isWord(at + 1, 'main');
  }
  return false;
}

const applications = [
  'FastAPI',
  'Flask',
  'Starlette',
  'Sanic',
  'Celery',
  'Quart',
  'Litestar',
  'Chalice',
  'Typer',
];

function isPythonStart(tokens: Tokens): boolean {
  for (let at = 0; at + 1 < tokens.count; at += 1) {
    if (
      tokens.isText(at) &&
      tokens.spans(at, '__main__') &&
      tokens.isMark(at - 1, '=')
    )
      return true;
    const built =
      tokens.isMark(at + 1, '(') &&
      tokens.isMark(at - 1, '=') &&
      applications.some(name => tokens.isWord(at, name));
    if (built) return true;
    if (
      tokens.isWord(at, 'application') &&
      tokens.indent[at] === 0 &&
      tokens.isMark(at + 1, '=')
    )
      return true;
  }
  return false;
}
