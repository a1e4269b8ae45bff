/** A section of a README that says what to type. */
export interface ReadmeSection {
  title: string;
  /** In the order of the text. */
  commands: string[];
}

const sections = ['Run it', 'Work on it'];

/** The commands of the sections of a README that are about running the service and working on it. */
export function readmeSections(readme: string): ReadmeSection[] {
  return readme
    .split(/^## /m)
    .filter(text => sections.some(title => text.startsWith(title)))
    .map(text => ({
      title: text.split('\n', 1)[0],
      commands: [
        ...[...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) =>
          block.split('\n').filter(Boolean),
        ),
        ...[...text.matchAll(/^\| (`.*)$/gm)].flatMap(([, row]) =>
          [...row.matchAll(/`([a-z]+ [^`]+)`/g)].map(([, command]) => command),
        ),
      ],
    }));
}

/** Where a README says that the service answers. */
export function readmeAddresses(readme: string): string[] {
  return [...readme.matchAll(/<(http:\/\/localhost[^>]+)>/g)].map(
    ([, address]) => address,
  );
}
