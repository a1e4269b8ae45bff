/** The look of the pages: the reader's own fonts, light or dark as they have chosen. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --panel: #f6f8fa; --page: #ffffff; --link: #0550ae;
  --added: #dafbe1; --removed: #ffebe9; --target: #fff8c5; --banner: #24292f; --on-banner: #ffffff;
  --action: #1a7f37; --on-action: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --muted: #9198a1; --line: #3d444d; --panel: #151b23; --page: #0d1117; --link: #79b8ff;
    --added: #12351f; --removed: #4a1a1c; --target: #3b2e0a; --banner: #010409; --on-banner: #e6edf3;
    --action: #238636; --on-action: #ffffff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
.banner { background: var(--banner); padding: .6rem 1.5rem; }
.banner a { color: var(--on-banner); font-weight: 600; }
h1 { font-size: 1.35rem; margin: .5rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
nav { display: flex; flex-wrap: wrap; gap: 1.25rem; margin: .5rem 0 1rem; padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
.muted { color: var(--muted); }
.panel { border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; margin: .75rem 0; }
.panel > .title { background: var(--panel); border-bottom: 1px solid var(--line); padding: .45rem .8rem; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: .35rem .8rem; text-align: left; vertical-align: top; }
.rows tr + tr td { border-top: 1px solid var(--line); }
.rows td:last-child { text-align: right; white-space: nowrap; color: var(--muted); }
code, pre, .code { font: 13px/1.5 ui-monospace, monospace; }
code { background: var(--panel); border-radius: 4px; padding: .1rem .3rem; overflow-wrap: anywhere; }
pre { margin: 0; padding: .8rem; overflow-x: auto; tab-size: 4; }
pre.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.code td { padding: 0 .8rem; white-space: pre; tab-size: 4; }
.code td:first-child { text-align: right; width: 1%; user-select: none; }
.code td:first-child a { color: var(--muted); }
.code tr:target { background: var(--target); scroll-margin-top: 30vh; }
.added { background: var(--added); }
.removed { background: var(--removed); }
.diff span { display: block; min-height: 1.5em; white-space: pre; }
.diff .hunk { color: var(--muted); }
.state { border: 1px solid var(--line); border-radius: 999px; padding: .05rem .6rem; font-size: .85rem; }
button { background: var(--action); color: var(--on-action); border: 0; border-radius: 6px; padding: .45rem .9rem; font: inherit; font-weight: 600; cursor: pointer; }
`;
