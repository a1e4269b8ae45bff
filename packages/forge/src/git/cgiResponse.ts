import { Readable } from 'node:stream';

const MAXIMUM_HEADER_BYTES = 16 * 1024;

/** Status and headers that a CGI program printed, and the part of the body that came with them. */
export interface CgiHead {
  status: number;
  headers: Array<[string, string]>;
  rest: Buffer;
}

/** Reads the head of a CGI response and leaves the stream paused at its body. Rejects when there is none. */
export function readCgiHead(stream: Readable): Promise<CgiHead> {
  return new Promise((resolve, reject) => {
    let buffer = Buffer.alloc(0);
    function finish() {
      stream.off('data', onData);
      stream.off('end', onEnd);
      stream.off('error', onEnd);
      stream.pause();
    }
    function onEnd() {
      finish();
      reject(new Error('git http-backend gave no answer'));
    }
    function onData(chunk: Buffer) {
      buffer = Buffer.concat([buffer, chunk]);
      const end = buffer.indexOf('\r\n\r\n');
      if (end >= 0) {
        finish();
        resolve({
          ...parse(buffer.subarray(0, end)),
          rest: buffer.subarray(end + 4),
        });
      } else if (buffer.length > MAXIMUM_HEADER_BYTES) {
        onEnd();
      }
    }
    stream.on('data', onData);
    stream.on('end', onEnd);
    stream.on('error', onEnd);
  });
}

function parse(head: Buffer): Pick<CgiHead, 'status' | 'headers'> {
  let status = 200;
  const headers: Array<[string, string]> = [];
  for (const line of head.toString('latin1').split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else headers.push([name, value]);
  }
  return { status, headers };
}
