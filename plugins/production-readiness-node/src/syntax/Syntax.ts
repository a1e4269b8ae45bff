/** How the text of a language is told into words, strings and comments. */
export interface Syntax {
  id: SyntaxId;
  /** What ends at the end of a line: `//`, `#`. */
  lineComments: ReadonlyArray<string>;
  /** `/* … *\/`, and whether it nests. */
  blockComments: 'none' | 'flat' | 'nested';
  /** Quotes whose text stays on one line unless the line end is escaped. */
  quotes: string;
  /** Quotes whose text can run over several lines. */
  longQuotes: string;
  /** Whether `"""` (and `'''` in Python) opens a text of several lines. */
  tripleQuotes: boolean;
  /** Whether a `/` can open a regular expression. */
  slashPatterns: boolean;
  /** What marks the body of a function. */
  blocks: 'braces' | 'indentation' | 'end';
  hereDocuments: boolean;
}

/** @public */
export type SyntaxId =
  | 'javascript'
  | 'python'
  | 'go'
  | 'java'
  | 'kotlin'
  | 'csharp'
  | 'ruby'
  | 'php'
  | 'rust';

const c = {
  lineComments: ['//'],
  blockComments: 'flat',
  quotes: '"\'',
  longQuotes: '',
  tripleQuotes: false,
  slashPatterns: false,
  blocks: 'braces',
  hereDocuments: false,
} as const;

const syntaxes: Record<SyntaxId, Syntax> = {
  javascript: {
    ...c,
    id: 'javascript',
    longQuotes: '`',
    slashPatterns: true,
  },
  python: {
    ...c,
    id: 'python',
    lineComments: ['#'],
    blockComments: 'none',
    tripleQuotes: true,
    blocks: 'indentation',
  },
  go: { ...c, id: 'go', longQuotes: '`' },
  java: { ...c, id: 'java', tripleQuotes: true },
  kotlin: {
    ...c,
    id: 'kotlin',
    blockComments: 'nested',
    tripleQuotes: true,
  },
  csharp: { ...c, id: 'csharp', tripleQuotes: true },
  ruby: {
    ...c,
    id: 'ruby',
    lineComments: ['#'],
    blockComments: 'none',
    quotes: '',
    longQuotes: '"\'`',
    slashPatterns: true,
    blocks: 'end',
    hereDocuments: true,
  },
  php: {
    ...c,
    id: 'php',
    lineComments: ['//', '#'],
    quotes: '',
    longQuotes: '"\'',
    hereDocuments: true,
  },
  rust: {
    ...c,
    id: 'rust',
    blockComments: 'nested',
    quotes: '',
    longQuotes: '"',
  },
};

const extensions: Record<string, SyntaxId> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'javascript',
  mts: 'javascript',
  cts: 'javascript',
  tsx: 'javascript',
  py: 'python',
  go: 'go',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  groovy: 'java',
  scala: 'java',
  cs: 'csharp',
  rb: 'ruby',
  ru: 'ruby',
  php: 'php',
  rs: 'rust',
};

/** The syntax of a source file, by its name; undefined for what is not source. */
export function syntaxOf(path: string): Syntax | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'Gemfile' || name === 'Rakefile') return syntaxes.ruby;
  const dot = name.lastIndexOf('.');
  if (dot < 0) return undefined;
  const id = extensions[name.slice(dot + 1).toLowerCase()];
  return id && syntaxes[id];
}

/** The syntax with this name. */
export function syntaxNamed(id: SyntaxId): Syntax {
  return syntaxes[id];
}
