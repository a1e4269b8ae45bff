import type { Request, Response } from 'express';

/** Which part of a list is asked for. */
export interface Page {
  limit: number;
  skip: number;
}

/** GitHub's paging: `per_page` (30 by default, 100 at most) and `page` from 1. */
export function readPage(
  request: Pick<Request, 'query'>,
  sizes = { usual: 30, maximum: 100 },
): Page {
  const limit = Math.min(
    positive(request.query.per_page, sizes.usual),
    sizes.maximum,
  );
  const page = Math.min(positive(request.query.page, 1), 1_000_000);
  return { limit, skip: (page - 1) * limit };
}

/** Answers with one page of a list, and with GitHub's link to the next page when there may be one. */
export function sendList(
  response: Response,
  url: string,
  { limit, skip }: Page,
  items: unknown[],
): void {
  if (items.length === limit) {
    const next = new URL(response.req.originalUrl, url);
    next.searchParams.set('page', String(skip / limit + 2));
    next.searchParams.set('per_page', String(limit));
    response.set('link', `<${next}>; rel="next"`);
  }
  response.json(items);
}

function positive(value: unknown, fallback: number): number {
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : NaN;
  return number > 0 ? number : fallback;
}
