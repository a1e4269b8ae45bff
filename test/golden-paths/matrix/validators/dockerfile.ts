import { Dockerfile, DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { eachFile, textOf } from '../files';
import { Validator } from '../Validator';

/** Docker accepts the Dockerfile, and the image is hardened. */
export const dockerfileValidator: Validator = {
  name: 'Dockerfile rules',
  units: files => eachFile(files, path => /(?:^|\/)Dockerfile$/.test(path)),
  async check({ files: [file] }) {
    const text = textOf(file);
    const diagnostics = validate(text).map(
      ({ message, range }) => `line ${range.start.line + 1}: ${message}`,
    );
    return [...diagnostics, ...hardening(DockerfileParser.parse(text))];
  },
};

function hardening(dockerfile: Dockerfile): string[] {
  const instructions = dockerfile.getInstructions();
  const argumentsOf = (keyword: string) =>
    instructions
      .filter(each => each.getKeyword() === keyword)
      .map(each => each.getArgumentsContent() ?? '');
  const stages = dockerfile.getFROMs();
  const names = stages.map(stage => stage.getBuildStage());
  const foreign = stages.filter(stage => !names.includes(stage.getImage()));
  const rules: [string, boolean][] = [
    ['has one stage', stages.length < 2],
    [
      'has a base image without a digest',
      foreign.some(
        stage => !/@sha256:[0-9a-f]{64}$/.test(stage.getImage() ?? ''),
      ),
    ],
    [
      'does not end as the user 1001',
      !/^1001(?::1001)?$/.test(argumentsOf('USER').at(-1) ?? 'root'),
    ],
    ['has no HEALTHCHECK', argumentsOf('HEALTHCHECK').length === 0],
    ['fetches with ADD', argumentsOf('ADD').length > 0],
    [
      'has a shell as its process',
      [...argumentsOf('CMD'), ...argumentsOf('ENTRYPOINT')].some(
        command => !command.trim().startsWith('['),
      ),
    ],
    [
      'has no init process',
      !/tini|dumb-init/.test(argumentsOf('ENTRYPOINT').join()),
    ],
    [
      'has a build argument or variable that is a secret',
      /(?:password|secret|token|api_?key)\s*=/i.test(
        [...argumentsOf('ARG'), ...argumentsOf('ENV')].join('\n'),
      ),
    ],
  ];
  return rules.filter(([, isBroken]) => isBroken).map(([rule]) => rule);
}
