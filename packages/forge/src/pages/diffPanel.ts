import { Html, html } from './html';

/** A unified diff, with added and removed lines set apart. */
export function diffPanel({
  text,
  complete,
}: {
  text: string;
  complete: boolean;
}): Html {
  const lines = text.replace(/\n$/, '').split('\n');
  return html`<div class="panel">
      <pre class="diff">
${lines.map(line => html`<span class="${classOf(line)}">${line}</span>`)}</pre
      >
    </div>
    ${!complete &&
    html`<p class="muted">The rest is too large to be shown here.</p>`}`;
}

function classOf(line: string): string {
  if (/^(?:diff |index |--- |\+\+\+ |@@ )/.test(line)) return 'hunk';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : '';
}
