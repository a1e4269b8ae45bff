import {
  Level,
  ResultState,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import chalk from 'chalk';
import { printable } from '../../terminal/printable';
import { wrap } from '../../terminal/wrap';

export type Paint = (text: string) => string;

const symbols: Record<ResultState, string> = {
  pass: '✔',
  fail: '✘',
  unknown: '?',
  stale: '?',
  exempt: '○',
  'not-applicable': '–',
};

/** Colours and line width of one terminal. */
export class Brush {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly unsure: Paint;
  readonly accent: Paint;
  private readonly chalk: chalk.Chalk;

  constructor(readonly width: number, color: boolean) {
    this.chalk = new chalk.Instance({ level: color ? 1 : 0 });
    const { bold, dim, green, red, yellow, cyan } = this.chalk;
    this.bold = text => bold(text);
    this.dim = text => dim(text);
    this.good = text => green(text);
    this.bad = text => red(text);
    this.unsure = text => yellow(text);
    this.accent = text => cyan(text);
  }

  /** The level as a label; in brackets where there is no colour. */
  badge(level: Level | undefined, text: string): string {
    if (this.chalk.level === 0) return `[ ${text} ]`;
    const { bgRed, bgYellow, bgGreen, bgCyan, black, white } = this.chalk;
    const [ink, ground] = {
      none: [white, bgRed],
      L1: [black, bgYellow],
      L2: [black, bgGreen],
      L3: [black, bgGreen],
      L4: [black, bgCyan],
    }[level ?? 'none'];
    return ground(ink.bold(` ${text} `));
  }

  symbol(state: ResultState): string {
    const paint = {
      pass: this.good,
      fail: this.bad,
      unknown: this.unsure,
      stale: this.unsure,
      exempt: this.accent,
      'not-applicable': this.dim,
    }[state];
    return paint(symbols[state]);
  }

  /** Text of any origin, made printable and broken at the width; `mark` stands before the first line. */
  text(text: string, indent: number, paint: Paint = same, mark = ''): string[] {
    const room = this.width - indent - mark.length;
    return wrap(printable(text), room).map((line, index) => {
      const start = index === 0 ? mark : ' '.repeat(mark.length);
      // At the start of a line GitHub's build log would take it as a command.
      const inert = line.replace(/^::/, ': :');
      return `${' '.repeat(indent)}${paint(`${start}${inert}`)}`;
    });
  }

  /** Short pieces one after the other, as many on a line as fit; `label` stands before the first line. */
  flow(label: string, pieces: Array<{ plain: string; painted: string }>) {
    const indent = 4 + (label ? label.length + 2 : 0);
    const lines: string[][] = [];
    let room = 0;
    for (const { plain, painted } of pieces) {
      if (room < plain.length) {
        lines.push([]);
        room = this.width - indent;
      }
      lines[lines.length - 1].push(painted);
      room -= plain.length + 2;
    }
    return lines.map((line, index) => {
      const start =
        index === 0 && label ? `    ${label}  ` : ' '.repeat(indent);
      return `${start}${line.join('  ')}`;
    });
  }

  /** A heading with its lines; nothing where there are none. */
  section(title: string, note: string, body: string[]): string[] {
    if (body.length === 0) return [];
    return [...this.beside(this.bold, title, note), ...body];
  }

  /** A note in the background after a title, below it where the line is too short. */
  beside(paint: Paint, title: string, note: string): string[] {
    if (!note) return this.text(title, 2, paint);
    return title.length + note.length + 4 <= this.width
      ? [`  ${paint(printable(title))}  ${this.dim(printable(note))}`]
      : [...this.text(title, 2, paint), ...this.text(note, 2, this.dim)];
  }
}

function same(text: string): string {
  return text;
}
