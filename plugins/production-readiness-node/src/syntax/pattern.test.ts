import { lex } from './lex';
import { PatternIndex } from './PatternIndex';
import { syntaxNamed } from './Syntax';
import { Tokens } from './Tokens';

/** The lines on which a pattern is found in TypeScript. */
function linesOf(pattern: string, source: string): number[] {
  const tokens = lex(source, syntaxNamed('javascript'), new Tokens());
  const index = new PatternIndex<string>();
  index.add(pattern, pattern);
  return index.search(tokens).map(({ from }) => tokens.line[from]);
}

describe('a pattern of code', () => {
  it.each([
    ['white space and line ends', "process\n  .on( 'SIGTERM', stop)"],
    ['comments', "process.on(/* the end */ 'SIGTERM', stop)"],
    ['either word', "process.once('SIGTERM', stop)"],
    ['other quotes', 'process.on("SIGTERM", stop)'],
  ])('is found whatever the %s', (_what, source) => {
    expect(linesOf("process.on|once('SIGTERM'", source)).toEqual([1]);
  });

  it('is not found in comments and strings', () => {
    const source =
      "// process.on('SIGTERM', stop)\nlog(\"process.on('SIGTERM')\")";
    expect(linesOf("process.on('SIGTERM'", source)).toEqual([]);
  });

  it('is found where the call has type arguments', () => {
    expect(
      linesOf(
        '.setErrorHandler(',
        'app\n  .setErrorHandler<FastifyError>(handle)',
      ),
    ).toEqual([2]);
    expect(
      linesOf(
        'new Breaker(',
        'new Breaker<[Id, Map<string, Id>], Order>(call)',
      ),
    ).toEqual([1]);
  });

  it('takes no comparison for type arguments', () => {
    expect(
      linesOf('count(', 'if (count < limit && limit > (floor)) stop();'),
    ).toEqual([]);
    expect(linesOf('count(', 'count < limit; run(x)')).toEqual([]);
  });
});
