import { bitOf } from '../read/Doings';
import { Client } from '../EcosystemIndex';
import { FileSummary, Finding } from '../FileSummary';

const mostCallers = 3;
const sets = bitOf('sets-deadline');

type Call = Extract<Finding, { is: 'client-call' }>;

/** Whether calls through a client have deadlines of their own, so that the client needs none. */
export class Deadlines {
  constructor(private readonly files: readonly FileSummary[]) {}

  /** All calls are made with a deadline that their function sets, or all that call it. */
  cover(client: Client): boolean {
    if (!client.calls) return false;
    const calls = this.files.flatMap(({ findings }) =>
      findings.filter(
        (finding): finding is Call =>
          finding.is === 'client-call' && finding.client === client,
      ),
    );
    return (
      calls.length > 0 &&
      calls.every(
        ({ carries, caller }) =>
          carries && caller !== undefined && this.isLimited(caller, 0),
      )
    );
  }

  private isLimited(name: number, depth: number): boolean {
    const own = this.files.flatMap(
      ({ functions }) => functions.get(name) ?? [],
    );
    if (own.some(({ effects }) => (effects & sets) !== 0)) return true;
    if (depth >= mostCallers) return false;
    const callers = this.files.flatMap(({ functions }) =>
      [...functions].filter(
        ([other, { calls }]) => other !== name && calls.includes(name),
      ),
    );
    return (
      callers.length > 0 &&
      callers.every(([caller]) => this.isLimited(caller, depth + 1))
    );
  }
}
