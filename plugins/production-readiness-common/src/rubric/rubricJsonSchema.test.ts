import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rubricJsonSchema } from './rubricJsonSchema';

describe('rubricJsonSchema', () => {
  it('is what schema/rubric.schema.json publishes', () => {
    const published = readFileSync(
      resolve(__dirname, '../../schema/rubric.schema.json'),
      'utf8',
    );
    expect(JSON.parse(published)).toEqual(
      JSON.parse(JSON.stringify(rubricJsonSchema())),
    );
  });
});
