import fc from 'fast-check';
import { enclosing, functionsOf } from './functions';
import { importsOf } from './imports';
import { lex } from './lex';
import { PatternIndex } from './PatternIndex';
import { SyntaxId, syntaxNamed } from './Syntax';
import { Tokens } from './Tokens';
import { cpuTime } from '../__testUtils__/cpuTime';

const syntaxes: SyntaxId[] = [
  'javascript',
  'python',
  'go',
  'java',
  'kotlin',
  'csharp',
  'ruby',
  'php',
  'rust',
];

function tokensOf(source: string, syntax: SyntaxId): Tokens {
  return lex(source, syntaxNamed(syntax), new Tokens());
}

function linesOf(pattern: string, source: string, syntax: SyntaxId): number[] {
  const index = new PatternIndex<string>();
  index.add(pattern, pattern);
  const tokens = tokensOf(source, syntax);
  return index.search(tokens).map(({ from }) => tokens.line[from]);
}

describe('lex', () => {
  it.each<[SyntaxId, string]>([
    [
      'javascript',
      `// close()\n/* close()\n */ const a = "close()" + \`close()\`;\nclose();`,
    ],
    [
      'javascript',
      `const p = /[/"'] close()/g;\nconst q = a / b;\nconst t = \`\${x ? "a" : "b"} close()\`;\nclose();`,
    ],
    ['python', `# close()\n"""\nclose()\n"""\nclose()`],
    ['go', `// close()\nconst a = \`close()\n"\`\nx := '"'\nclose()`],
    ['java', `/* close() */\nString a = """\n"close()"\n""";\nclose();`],
    [
      'kotlin',
      `/* a /* close() */ close() */\nval a = "\${map["close()"]}"\nval b = "it's"\nclose()`,
    ],
    ['csharp', `var a = @"C:\\";\nvar b = @"close() ""\n";\n\nclose();`],
    ['ruby', `=begin\nclose()\n=end\nclose()`],
    ['ruby', `a = <<~SQL\n  close()\nSQL\nclose()`],
    ['php', `# close()\n$a = <<<X\nclose()\nX;\nclose();`],
    ['rust', `/* /* close() */ */\nlet c = '"';\nfn f<'a>() {}\nclose();`],
  ])('finds code of %s and neither comments nor texts', (syntax, source) => {
    const last = source.split('\n').length;
    expect(linesOf('close(', source, syntax)).toEqual([last]);
  });

  it('knows where functions end, by brackets and by columns', () => {
    const python = tokensOf(
      'def a():\n    x()\n\n\ndef b(\n    y,\n):\n    z()\nw()\n',
      'python',
    );
    const functions = functionsOf(python);
    expect(functions.map(({ name }) => name)).toEqual(['a', 'b']);
    const w = python.count - 3;
    expect(python.textOf(w)).toBe('w');
    expect(enclosing(functions, w)).toBeUndefined();
    expect(enclosing(functions, w - 3)?.name).toBe('b');
    const script = tokensOf(
      'const a = async (x) => { b(); };\nclass C { d(e: string): Promise<void> { f(); } }\nfunction g() {}',
      'javascript',
    );
    expect(functionsOf(script).map(({ name }) => name)).toEqual([
      'a',
      'd',
      'g',
    ]);
  });

  it.each<[SyntaxId, string, string[]]>([
    [
      'javascript',
      `import a, { b as c } from 'x';\nconst { d: e } = require('y');\nexport * from "z";\nimport type { T } from 't';`,
      ['x:a,c', 'y:e', 'z:', 't:T'],
    ],
    [
      'python',
      'import a.b as c, d\nfrom .e import (f,\n  g as h)\n',
      ['a.b:c', 'd:d', '.e:f,g,h'],
    ],
    [
      'go',
      'import (\n\tf "fmt"\n\t"net/http"\n)\n',
      ['fmt:f', 'net/http:http'],
    ],
    ['kotlin', 'import a.b.C\nimport d.e.*\n', ['a.b.C:C', 'd.e.*:*']],
    ['csharp', 'using A.B;\nusing var x = new C();\n', ['A.B:B']],
    ['ruby', "require 'redis'\nrequire_relative './a'\n", ['redis:', './a:']],
  ])('reads the imports of %s', (syntax, source, expected) => {
    expect(
      importsOf(tokensOf(source, syntax)).map(
        ({ specifier, names }) => `${specifier}:${names.join(',')}`,
      ),
    ).toEqual(expected);
  });

  it('gives tokens for whatever text there is', () => {
    const pieces = fc.constantFrom(
      '"',
      "'",
      '`',
      '/*',
      '*/',
      '//',
      '#',
      '\\',
      '\n',
      '${',
      '}',
      '{',
      '(',
      ')',
      '"""',
      '<<~A',
      '=begin',
      'def ',
      'import ',
      'from ',
      'function',
      '=>',
      'é',
      '\0',
      'x',
    );
    const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...syntaxes), text, (syntax, parts) => {
        const source = parts.join('');
        const tokens = tokensOf(source, syntax);
        functionsOf(tokens);
        importsOf(tokens);
        for (let at = 0; at < tokens.count; at += 1) {
          expect(tokens.end[at]).toBeLessThanOrEqual(source.length);
          expect(tokens.line[at]).toBeLessThanOrEqual(
            source.split('\n').length,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["'\\".repeat(150_000), 'javascript'],
    ['"a" '.repeat(75_000), 'javascript'],
    ['/* '.repeat(100_000), 'kotlin'],
    ['('.repeat(150_000) + ']'.repeat(150_000), 'javascript'],
    ['=/['.repeat(100_000), 'javascript'],
    ['<<~A '.repeat(60_000), 'ruby'],
    ['f('.repeat(150_000), 'javascript'],
    ['a = (b) => '.repeat(30_000), 'javascript'],
    ['def f\n'.repeat(50_000), 'ruby'],
    ['import a\n'.repeat(30_000), 'python'],
  ] as Array<[string, SyntaxId]>)(
    'takes time in proportion to hostile text: %.12s',
    (source, syntax) => {
      const started = cpuTime();
      const tokens = tokensOf(source, syntax);
      functionsOf(tokens);
      importsOf(tokens);
      expect(cpuTime() - started).toBeLessThan(2_000);
    },
  );
});
