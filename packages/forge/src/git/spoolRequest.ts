import { InputError } from '@backstage/errors';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes a request's body to a file and returns its length in bytes. Throws an InputError above `maximum`. */
export async function spoolRequest(
  body: Readable,
  file: string,
  maximum: number,
): Promise<number> {
  let length = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > maximum)
        done(new InputError(`A push may have ${maximum} bytes at most`));
      else done(undefined, chunk);
    },
  });
  await pipeline(body, count, createWriteStream(file, { mode: 0o600 }));
  return length;
}
