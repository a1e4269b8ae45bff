import { eachFile, textOf } from '../files';
import { Validator } from '../Validator';

// The database of the development environment, and what tests pass for a password.
const local =
  /:\/\/[^:@/]+:(?:development|hunter2)@(?:localhost|127\.0\.0\.1|database|db)\b/;

/** No credential is in a file. */
export const secretsValidator: Validator = {
  name: 'secretlint',
  units: files => eachFile(files, () => true),
  async check({ files: [file] }) {
    const { lintSource } = await import('@secretlint/core');
    const { creator } = await import(
      '@secretlint/secretlint-rule-preset-recommend'
    );
    const { messages } = await lintSource({
      source: {
        filePath: file.path,
        content: textOf(file),
        contentType: 'text',
        ext: /\.[^./]*$/.exec(file.path)?.[0] ?? '',
      },
      options: {
        config: {
          rules: [
            {
              id: '@secretlint/secretlint-rule-preset-recommend',
              rule: creator,
            },
          ],
        },
      },
    });
    // Which the recommended preset does not find.
    const keyId = /\bAKIA[A-Z2-7]{16}\b/.exec(textOf(file));
    return [
      ...messages
        .filter(({ range }) => !local.test(textOf(file).slice(...range)))
        .map(({ ruleId, loc }) => `line ${loc.start.line}: ${ruleId}`),
      ...(keyId ? ['holds the id of an access key of AWS'] : []),
    ];
  },
};
