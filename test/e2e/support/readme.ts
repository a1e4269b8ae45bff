/** What a README tells its reader to type. */
export interface ReadmeCommands {
  /** In the order of the text. */
  commands: string[];
  /** Where it says that the service answers. */
  addresses: string[];
}

const sections = ['Run it', 'Work on it'];

/** The commands of the sections of a README that are about running the service and working on it. */
export function readmeCommands(readme: string): ReadmeCommands {
  const texts = readme
    .split(/^## /m)
    .filter(section => sections.some(title => section.startsWith(title)));
  const commands = texts.flatMap(text => [
    ...[...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) =>
      block.split('\n').filter(Boolean),
    ),
    ...[...text.matchAll(/^\| (`.*)$/gm)].flatMap(([, row]) =>
      [...row.matchAll(/`([a-z]+ [^`]+)`/g)].map(([, command]) => command),
    ),
  ]);
  const addresses = texts.flatMap(text =>
    [...text.matchAll(/<(http:\/\/localhost[^>]+)>/g)].map(
      ([, address]) => address,
    ),
  );
  return { commands, addresses };
}
