import { pruneRequirements } from './pruneRequirements';

const lock = `# written by make lock
a==1.0 \\
    --hash=sha256:aa
    # via all (pyproject.toml)
b==2.0 \\
    --hash=sha256:bb
    # via
    #   all (pyproject.toml)
    #   a
deep-one==4.0 ; sys_platform == 'win32'
    # via shared
only-b==3.0
    # via b
shared==1.0
    # via
    #   a
    #   b
`;

const prune = (...dependencies: string[]) =>
  pruneRequirements(
    lock,
    `[project]\nname = "a"\ndependencies = [\n${dependencies
      .map(each => `  "${each}",`)
      .join('\n')}\n]\n`,
  );

const names = (text: string) => text.match(/^[a-z-]+(?===)/gm);

it('keeps what is named, and what that needs, however deep', () => {
  expect(names(prune('b==2.0'))).toEqual(['b', 'deep-one', 'only-b', 'shared']);
  expect(names(prune('Only_B==3.0'))).toEqual(['only-b']);
});

it('keeps everything as it was when all is named', () => {
  expect(prune('a==1.0', 'b[extra]==2.0')).toBe(lock);
});

it.each([
  ['a==1.1', 'asks for a 1.1, the lock was made for 1.0'],
  ['zebra==1.0', 'asks for zebra 1.0, the lock was made for none'],
  ['a>=1.0', 'names no exact version'],
])('fails when the manifest and the lock have come apart: %s', (asked, why) => {
  expect(() => prune(asked)).toThrow(why);
});
