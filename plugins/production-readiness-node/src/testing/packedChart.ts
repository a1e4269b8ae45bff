import { gzipSync } from 'node:zlib';

/** An archive as `helm package` writes it: the files of one folder, in ustar. */
export function packedChart(
  name: string,
  files: Record<string, string>,
): Buffer {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    const content = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(`${name}/${path}`, 0, 100);
    header.write('0000644\0', 100);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('0', 156);
    header.write('ustar\0', 257);
    const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
    return [header, content, padding];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]));
}
