import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A service that counts requests, as one that runs does, for Prometheus to scrape. */
export class TestService {
  /** Of 1,000 requests of `orders`, those that failed. */
  failed = 0;

  private readonly server: Server;

  private constructor() {
    this.server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(this.metrics());
    });
  }

  static async start(): Promise<TestService> {
    const service = new TestService();
    await new Promise<void>(done =>
      service.server.listen(0, '127.0.0.1', done),
    );
    return service;
  }

  get target(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
  }

  private metrics(): string {
    const rows: Array<[service: string, code: string, count: number]> = [
      ['orders', '200', 1_000 - this.failed],
      ['orders', '500', this.failed],
      ['search', '200', 500],
      ['search', '500', 500],
    ];
    return `# TYPE requests_total counter\n${rows
      .map(
        ([service, code, count]) =>
          `requests_total{app="${service}",code="${code}"} ${count}\n`,
      )
      .join('')}`;
  }
}
