import { InputError, ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { adoptionLimits } from './limits';

/**
 * A JSON document of a host's API, within limits of time and size.
 *
 * @throws ResponseError with the host's status; InputError for an answer that is too large or not of the schema
 */
export async function readJson<T>(
  url: string,
  headers: Record<string, string>,
  schema: z.ZodType<T>,
): Promise<{ body: T; headers: Headers }> {
  const response = await fetch(url, {
    headers: { accept: 'application/json', ...headers },
    redirect: 'follow',
    signal: AbortSignal.timeout(adoptionLimits.requestMilliseconds),
  });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > adoptionLimits.answerBytes) {
      throw new InputError(
        `${new URL(url).host} answers with more than ${
          adoptionLimits.answerBytes
        } bytes`,
      );
    }
    chunks.push(chunk);
  }
  const parsed = schema.safeParse(
    JSON.parse(Buffer.concat(chunks).toString('utf8')),
  );
  if (!parsed.success) {
    throw new InputError(
      `${new URL(url).host} answers ${
        new URL(url).pathname
      } with something else than it documents`,
    );
  }
  return { body: parsed.data, headers: response.headers };
}
