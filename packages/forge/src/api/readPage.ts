import type { Request } from 'express';

/** GitHub's paging: `per_page` (30 by default, 100 at most) and `page` from 1. */
export function readPage(request: Pick<Request, 'query'>): {
  limit: number;
  skip: number;
} {
  const limit = Math.min(positive(request.query.per_page, 30), 100);
  return {
    limit,
    skip: (Math.min(positive(request.query.page, 1), 1_000_000) - 1) * limit,
  };
}

function positive(value: unknown, fallback: number): number {
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : NaN;
  return number > 0 ? number : fallback;
}
