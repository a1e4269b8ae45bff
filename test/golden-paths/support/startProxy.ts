import { once } from 'node:events';
import { AddressInfo, connect, createServer, Socket } from 'node:net';

/** A way to a server that can be cut off. */
export interface Proxy {
  port: number;
  /** Cuts all connections, and refuses further ones. */
  cut(): Promise<void>;
  /** Lets connections through again. */
  restore(): Promise<void>;
}

/** Puts a way that can be cut off before a server on this machine; it refuses connections until it is restored. */
export async function startProxy(target: number): Promise<Proxy> {
  const open = new Set<Socket>();
  const server = createServer(socket => {
    const onward = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ]) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const cut = async () => {
    const closed = once(server, 'close');
    server.close();
    open.forEach(socket => socket.destroy());
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  await cut();
  return { port, cut, restore: () => listen(port) };
}
