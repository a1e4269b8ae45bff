import { holdsForProduction } from './forProduction';
import { TemplateTag } from './templateTag';

/** What started and did not end yet. */
interface Open {
  condition?: string;
  isHidden: boolean;
  /** Whether one of its branches is taken. */
  isTaken: boolean;
  subject?: string;
  around: { condition?: string; isHidden: boolean };
}

/** Under which conditions text stands, and whether it is there at all. */
export class Branches {
  private readonly stack: Open[] = [];

  /** Whether text stands in a branch that is not taken. */
  get isHidden(): boolean {
    return this.stack.at(-1)?.isHidden ?? false;
  }

  /** The outermost condition under which text stands. */
  get condition(): string | undefined {
    return this.stack.at(-1)?.condition;
  }

  /** Goes on after a tag. */
  pass({ kind, expression, holds, subject }: TemplateTag): void {
    switch (kind) {
      case 'condition':
        this.start({ isTaken: false, isHidden: true, subject });
        this.branch(expression, holds);
        break;
      case 'group':
        this.start({});
        break;
      case 'definition':
        this.start({ isHidden: true });
        break;
      case 'otherwise':
        this.otherwise(expression, holds);
        break;
      case 'end':
        this.stack.pop();
        break;
      default:
    }
  }

  private start(open: Partial<Open>): void {
    const around = { condition: this.condition, isHidden: this.isHidden };
    this.stack.push({ ...around, isTaken: true, around, ...open });
  }

  private otherwise(expression: string, holds: boolean | undefined): void {
    const subject = this.stack.at(-1)?.subject;
    const isCase = subject !== undefined && holds === undefined;
    this.branch(
      expression,
      isCase ? holdsForProduction(`${subject} == ${expression}`) : holds,
    );
  }

  /** Takes the first branch that may be the one of production. */
  private branch(condition: string, holds: boolean | undefined): void {
    const open = this.stack.at(-1);
    if (!open) return;
    open.isHidden = open.isTaken || holds === false || open.around.isHidden;
    if (open.isTaken || holds === false) return;
    open.isTaken = true;
    const depends = holds === undefined ? condition : undefined;
    open.condition = open.around.condition ?? depends;
  }
}
