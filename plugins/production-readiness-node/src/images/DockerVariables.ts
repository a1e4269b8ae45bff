import { Instruction } from 'dockerfile-ast';

const longest = 1_000;

/** Bases that set variables for what builds on them: those of .NET name their user that is not root. */
const settingBases: Array<[base: RegExp, variables: Array<[string, string]>]> =
  [
    [
      /(?:^|\/)dotnet\/(?:nightly\/)?(?:aspnet|runtime|runtime-deps|sdk)(?=[:@]|$)/,
      [['APP_UID', '1654']],
    ],
  ];

/** What stands for `$NAME` in a Dockerfile: defaults of ARG, and before them what ENV sets in a stage. */
export class DockerVariables {
  private readonly arguments = new Map<string, string>();
  private environment = new Map<string, string>();
  private readonly stages = new Map<string, Map<string, string>>();

  /** A stage has the environment of the stage that it goes on from, and none of the others. */
  startStage(from: string, name: string | undefined): void {
    this.environment = new Map(this.stages.get(from) ?? variablesOf(from));
    if (name !== undefined) this.stages.set(name, this.environment);
  }

  read(keyword: string, instruction: Instruction): void {
    if (keyword === 'ARG') this.addAll(instruction, this.arguments);
    else if (keyword === 'ENV') this.addAll(instruction, this.environment);
  }

  /** Puts values in place; what has none stays as it is written. */
  substitute(text: string): string {
    return text.replace(
      /\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)/g,
      (whole, braced, fallback, plain) => {
        const name = braced ?? plain;
        const value = this.environment.get(name) || this.arguments.get(name);
        return value || fallback || whole;
      },
    );
  }

  private addAll(instruction: Instruction, into: Map<string, string>): void {
    const words = instruction.getArguments().map(word => word.getValue());
    const isOld = words.length > 1 && !words[0].includes('=');
    const pairs = isOld ? [`${words[0]}=${words.slice(1).join(' ')}`] : words;
    for (const pair of pairs) {
      const at = pair.indexOf('=');
      if (at < 0) continue;
      const value = pair.slice(at + 1).replace(/^["']|["']$/g, '');
      into.set(pair.slice(0, at), this.substitute(value).slice(0, longest));
    }
  }
}

function variablesOf(base: string): Array<[string, string]> {
  return settingBases.flatMap(([pattern, variables]) =>
    pattern.test(base) ? variables : [],
  );
}
