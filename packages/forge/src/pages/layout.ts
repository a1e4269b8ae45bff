import type { Response } from 'express';
import { Html, html } from './html';

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Answers with a page: the forge's header, `title` and `body`. */
export function sendPage(
  response: Response,
  title: string,
  body: Html,
  status = 200,
): void {
  const page = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Golden Path forge</title>
        <link rel="stylesheet" href="/-/forge.css" />
      </head>
      <body>
        <header class="banner">
          <a href="/">Golden Path forge, for trying and testing</a>
        </header>
        <main>${body}</main>
      </body>
    </html> `;
  response.status(status);
  response.set({
    'content-security-policy': POLICY,
    'cache-control': 'no-cache',
  });
  response.type('html').send(page.text);
}
