/** How the page about the API looks, in the light and in the dark. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1c1917;--soft:#57534e;--paper:#fff;--tint:#f5f5f4;--line:#d6d3d1;--accent:#b45309}
@media(prefers-color-scheme:dark){:root{--ink:#f5f5f4;--soft:#c7c2bd;--paper:#1c1917;--tint:#292524;--line:#57534e;--accent:#fbbf24}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
header,.columns{max-width:72rem;margin:0 auto;padding:1rem}header p{max-width:46rem}small,em{color:var(--soft)}a{color:var(--accent)}
.columns{display:grid;grid-template-columns:12rem minmax(0,1fr);gap:2rem}nav ul{position:sticky;top:1rem;list-style:none;padding:0;margin:0}
nav li{padding:.2rem 0}nav a{display:inline-block;padding:.25rem 0}
@media(max-width:48rem){.columns{grid-template-columns:minmax(0,1fr)}nav ul{position:static;columns:2}}
h2{border-bottom:1px solid var(--line);padding-bottom:.25rem}h3{margin:1rem 0 .25rem;font-size:1rem}
details{border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;padding:0 .75rem}details[open]{padding-bottom:.75rem}
summary{cursor:pointer;padding:.75rem 0;overflow-wrap:anywhere}summary:focus-visible,pre:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.method{display:inline-block;min-width:4.5rem;text-align:center;font-weight:700;font-size:.8rem;border:1px solid currentColor;border-radius:.35rem;padding:.1rem .4rem}
.schema{border-style:dashed}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line)}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{background:var(--tint);border-radius:.5rem;padding:.75rem;overflow-x:auto;margin:.25rem 0}
`;
