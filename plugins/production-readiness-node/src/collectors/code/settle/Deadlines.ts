import { Client } from '../EcosystemIndex';
import { FileSummary, Finding } from '../FileSummary';

const mostCallers = 3;

type Call = Extract<Finding, { is: 'client-call' }>;

/** Whether calls through a client have deadlines of their own, so that the client needs none. */
export class Deadlines {
  constructor(private readonly files: readonly FileSummary[]) {}

  /** All calls are made with a deadline that is set beside them, or by all that call their function. */
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
        ({ carries, bounded, caller }) =>
          carries &&
          (bounded === true ||
            (caller !== undefined && this.isLimited(caller, 0))),
      )
    );
  }

  /** All that call a function hand it a deadline, or are handed one themselves. */
  private isLimited(name: number, depth: number): boolean {
    if (depth >= mostCallers) return false;
    const callers = this.files.flatMap(({ functions }) =>
      [...functions].filter(
        ([other, { calls }]) => other !== name && calls.includes(name),
      ),
    );
    return (
      callers.length > 0 &&
      callers.every(
        ([caller, { bounded }]) =>
          bounded?.includes(name) || this.isLimited(caller, depth + 1),
      )
    );
  }
}
