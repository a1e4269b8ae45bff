import { parseArgs } from 'node:util';
import { SectionName, sections } from './figures/Figure';

/** How much is measured. */
export interface Sizes {
  /** Services of the fleets, the first of them seeded and the others grown from it. */
  fleets: number[];
  /** Services that are evaluated anew. */
  reevaluated: number;
  /** Requests per page and size. */
  requests: number;
  /** The same by somebody who may not read everything: its counts are made for each. */
  restricted: number;
  /** Scorecards read on each side. */
  reads: number;
  /** Reads before them: a backend that has just started is slower than one that runs. */
  warmUp: number;
  /** Services that the replicas evaluate. */
  collected: number;
  replicas: number[];
}

const full: Sizes = {
  fleets: [1_000, 10_000, 50_000],
  reevaluated: 10_000,
  requests: 150,
  restricted: 40,
  reads: 500,
  warmUp: 1_000,
  collected: 2_000,
  replicas: [1, 2, 4],
};

const quick: Sizes = {
  fleets: [200, 1_000],
  reevaluated: 400,
  requests: 20,
  restricted: 5,
  reads: 20,
  warmUp: 20,
  collected: 80,
  replicas: [1, 2],
};

export interface Options {
  json: boolean;
  quick: boolean;
  write: boolean;
  sections: SectionName[];
  sizes: Sizes;
}

/** @throws Error with a sentence about an option that is wrong */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      fleets: { type: 'string' },
    },
  });
  const only = values.only.flatMap(text => text.split(','));
  const chosen = sections.filter(
    name => only.length === 0 || only.includes(name),
  );
  const unknown = only.filter(name => !chosen.some(known => known === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no section ${unknown.join()}; there are ${sections.join(', ')}`,
    );
  }
  if (values.write && (values.quick || values.fleets || only.length > 0)) {
    throw new Error(
      'What is written is a whole run: --write goes with no option that makes it smaller',
    );
  }
  const sizes = values.quick ? quick : full;
  return {
    json: values.json,
    quick: values.quick,
    write: values.write,
    sections: chosen,
    sizes: values.fleets ? withFleets(sizes, values.fleets) : sizes,
  };
}

/** The first fleet is seeded; the others are grown from it, and are multiples of it. */
function withFleets(sizes: Sizes, text: string): Sizes {
  const fleets = text.split(',').map(Number);
  const [first] = fleets;
  if (!fleets.every(size => size > 0 && size % first === 0)) {
    throw new Error('--fleets takes numbers that are multiples of the first');
  }
  return { ...sizes, fleets, reevaluated: fleets[fleets.length - 1] };
}
