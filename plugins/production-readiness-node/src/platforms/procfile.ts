import { FoundWorkload, Origin } from '../deployment/model';
import { SourceFile } from '../repository/SourceFile';

const once = new Set(['release', 'migrate', 'postdeploy']);

/** The processes of a Procfile. */
export function readProcfile(
  { path, lines }: SourceFile,
  origin: Origin,
): FoundWorkload[] {
  return lines.flatMap((text, index): FoundWorkload[] => {
    const name = /^([\w-]+):\s*\S/.exec(text)?.[1];
    if (name === undefined) return [];
    const source = { path, line: index + 1 };
    return [
      {
        name,
        kind: 'process',
        platform: 'procfile',
        job: once.has(name),
        annotations: {},
        labels: {},
        containers: [
          {
            name,
            place: 'main',
            listens: name === 'web',
            requests: {},
            limits: {},
            dropsAllCapabilities: false,
            preStop: false,
            secretEnvironment: [],
            source,
          },
        ],
        source,
        origin,
      },
    ];
  });
}
