import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Unit, Validator } from './Validator';

const root = resolve(__dirname, '../../..');

/**
 * What validators said of contents that they have seen, in this run or an earlier one. A change of the validators, or
 * of what is installed, forgets everything.
 */
export class ResultCache {
  readonly #folder: string;
  readonly #running = new Map<string, Promise<string[]>>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static create(): ResultCache {
    const hash = createHash('sha256');
    for (const folder of [__dirname, join(__dirname, 'validators')]) {
      for (const name of readdirSync(folder).sort()) {
        if (name.endsWith('.ts')) hash.update(readFileSync(join(folder, name)));
      }
    }
    hash.update(readFileSync(join(root, 'yarn.lock')));
    const folder = join(
      root,
      'node_modules/.cache/golden-paths',
      hash.digest('hex').slice(0, 16),
    );
    mkdirSync(folder, { recursive: true });
    return new ResultCache(folder);
  }

  /** How many units were looked at in this run, each once. */
  get size(): number {
    return this.#running.size;
  }

  /** The problems of a unit, without looking twice at the same contents. */
  check(validator: Validator, unit: Unit): Promise<string[]> {
    const id = createHash('sha256')
      .update(
        JSON.stringify([
          validator.name,
          unit.label,
          unit.files.map(({ path, sha256 }) => [path, sha256]),
        ]),
      )
      .digest('hex');
    const known = this.#running.get(id);
    if (known) return known;
    const started = this.#read(id) ?? this.#run(id, validator, unit);
    this.#running.set(id, started);
    return started;
  }

  #read(id: string): Promise<string[]> | undefined {
    try {
      return Promise.resolve(
        JSON.parse(readFileSync(join(this.#folder, id), 'utf8')),
      );
    } catch {
      return undefined;
    }
  }

  async #run(id: string, validator: Validator, unit: Unit): Promise<string[]> {
    const problems = await validator.check(unit);
    writeFileSync(join(this.#folder, id), JSON.stringify(problems));
    return problems;
  }
}
