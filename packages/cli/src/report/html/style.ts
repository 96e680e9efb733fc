/** How the page looks: light and dark by the reader's choice, on a phone and a desk, and on paper. */
export const style = `
:root{color-scheme:light dark;--back:#fff;--panel:#f6f7f9;--text:#1b2026;--dim:#56616d;--line:#d9dee4;--link:#0b5cad;
--passed:#14753a;--failed:#b3261e;--waiting:#8a5a00;--running:#0b5cad;--waived:#7a3fb0;--quiet:#66707b;
--passed-soft:#bfe5cc;--failed-soft:#f5c9c5;--running-soft:#bcd7f5;--person:#f0c674;--hatch:#cfd5dc}
@media (prefers-color-scheme:dark){:root{--back:#11151a;--panel:#1a2027;--text:#e4e9ef;--dim:#9ba7b4;--line:#323b45;--link:#6cb2ff;
--passed:#4cc276;--failed:#ff8a80;--waiting:#e0a73c;--running:#6cb2ff;--waived:#c79bf2;--quiet:#93a0ad;
--passed-soft:#1f4a30;--failed-soft:#5c2723;--running-soft:#1f3f63;--person:#8a6a1f;--hatch:#3a444f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,body>header,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
body>header{padding-top:2rem}
h1{font-size:1.9rem;line-height:1.2;margin:.1rem 0 .75rem;text-wrap:balance}
h2{font-size:1.3rem;margin:2.75rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line);break-after:avoid}
h3{font-size:1rem;margin:1.5rem 0 .5rem;break-after:avoid}
p{margin:.5rem 0}
a{color:var(--link)}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
td>pre:first-child{margin-top:0}
code{overflow-wrap:anywhere}
pre{margin:.5rem 0;padding:.6rem .8rem;background:var(--panel);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
.dim{color:var(--dim)}
.small{font-size:.875rem}
.above{color:var(--dim);font-size:.875rem;margin:0;overflow-wrap:anywhere}
.verdict{display:flex;flex-wrap:wrap;gap:.35rem .9rem;align-items:baseline;padding:.7rem 1rem;border:1px solid var(--line);border-left:6px solid currentColor;border-radius:6px;background:var(--panel)}
.verdict strong{font-size:1.2rem}
.verdict span{color:var(--text)}
.is-passed{color:var(--passed)}.is-failed,.is-inconclusive,.is-cancelled{color:var(--failed)}.is-waiting,.is-unknown{color:var(--waiting)}
.is-running{color:var(--running)}.is-waived{color:var(--waived)}.is-pending,.is-skipped{color:var(--quiet)}
.status{white-space:nowrap;font-weight:600}
ul.given{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;padding:0;margin:0 0 1rem;font-size:.95rem}
ul.given li{overflow-wrap:anywhere}
nav ul{list-style:none;padding:0;margin:1rem 0 0;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;font-size:.9rem}
dl.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.75rem 1.5rem;margin:1.25rem 0}
dl.facts dt{color:var(--dim);font-size:.8rem}
dl.facts dd{margin:0;overflow-wrap:anywhere}
.across{grid-column:1/-1}
ul.people{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 2rem;margin:0;padding:0}
h1 span{color:var(--dim);font-weight:500;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .7rem .45rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
.moment{white-space:nowrap}
th{font-size:.8rem;font-weight:600;color:var(--dim);white-space:nowrap}
td.figure,th.figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:0}
tr{break-inside:avoid}
tr.group{break-after:avoid}
.prose>:first-child{margin-top:0}.prose>:last-child{margin-bottom:0}
.prose .heading{font-weight:600}
.prose ul,.prose ol{padding-left:1.4rem;margin:.4rem 0}
blockquote{margin:.5rem 0;padding-left:.9rem;border-left:3px solid var(--line);color:var(--dim)}
ul.plain{list-style:none;margin:.3rem 0;padding:0}
ul.plain>li{margin:.2rem 0;overflow-wrap:anywhere}
.note{border:1px solid var(--line);border-left:4px solid var(--waiting);border-radius:6px;padding:.6rem .9rem;margin:.6rem 0;break-inside:avoid}
.note.is-bad{border-left-color:var(--failed)}
table.gantt{table-layout:fixed;font-size:.85rem;margin-bottom:.25rem}
.gantt th,.gantt td{padding-top:0;padding-bottom:0;border-bottom:1px solid var(--line)}
.gantt .name{width:34%;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.gantt .name a{color:inherit;text-decoration:none}
.gantt .name a:hover{text-decoration:underline}
.gantt .took{width:4.6rem;padding-left:.5rem}
.gantt .lane{padding-right:0}
.gantt .group td{font-weight:600;padding-top:.5rem;padding-bottom:.2rem}
.gantt svg{display:block;width:100%;height:24px}
.gantt thead svg{height:52px}
.gantt thead th{vertical-align:bottom;padding-bottom:2px}
.gantt td.depth-1{padding-left:1rem}.gantt td.depth-2{padding-left:2rem}.gantt td.depth-3{padding-left:3rem}
svg text{fill:var(--dim);font:11px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
.tick{stroke:var(--line)}
.gap{fill:url(#gap)}.gap-line{stroke:var(--hatch);stroke-width:2}
.pause{fill:var(--text);opacity:.07}
.bar{fill:var(--passed);stroke:var(--passed)}.bar.bad{fill:var(--failed);stroke:var(--failed)}.bar.open{fill:var(--running);stroke:var(--running)}
.bar.off{fill:var(--quiet);stroke:var(--quiet)}
.bar.elsewhere{fill:var(--passed-soft)}.bar.elsewhere.bad{fill:var(--failed-soft)}.bar.elsewhere.open{fill:var(--running-soft)}.bar.elsewhere.off{fill:var(--hatch)}
.bar.person{fill:var(--person);stroke:var(--waiting)}
.retry{stroke:var(--dim);stroke-dasharray:2 3;stroke-width:2}
.old{opacity:.55}
.ending{stroke-width:3}
.point{stroke:var(--failed);stroke-width:2;stroke-dasharray:6 3}
figure .small,figure li{overflow-wrap:anywhere;min-width:0}
ul.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:0;margin:.4rem 0;font-size:.82rem;color:var(--dim)}
ul.legend svg{width:22px;height:12px;vertical-align:-1px;margin-right:.4em}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:1.25rem}
figure{margin:0;padding:.8rem .9rem;border:1px solid var(--line);border-radius:8px;break-inside:avoid;min-width:0}
figcaption{font-weight:600;overflow-wrap:anywhere}
figcaption .dim{font-weight:400}
figure>svg{display:block;overflow:visible;width:100%;height:auto;margin:.4rem 0}
.plot-frame{fill:none;stroke:var(--line)}
.plot-window{fill:var(--running-soft);opacity:.45}
.plot-allowed{fill:var(--passed-soft);opacity:.5}
.plot-limit{stroke:var(--failed);stroke-width:1.5;stroke-dasharray:6 3}
.plot-own{fill:none;stroke:var(--running);stroke-width:1.5;stroke-linejoin:round}
.plot-compared{fill:none;stroke:var(--waived);stroke-width:1.25;stroke-dasharray:5 2}
.plot-last{fill:none;stroke:var(--quiet);stroke-width:1.25;stroke-dasharray:1.5 2}
.plot-actual{stroke:var(--text);stroke-width:2}
details{border-bottom:1px solid var(--line)}
details.more{border:0}
details.more>summary{padding:.1rem 0;color:var(--link);font-size:.875rem}
summary{cursor:pointer;padding:.5rem 0;display:flex;flex-wrap:wrap;gap:.1rem .8rem;align-items:baseline}
summary::before{content:"\\25b8";color:var(--dim);width:.8em}
details[open]>summary::before{content:"\\25be"}
summary::-webkit-details-marker{display:none}
summary .title{flex:1 1 14rem;min-width:0;overflow-wrap:anywhere}
details>.inside{padding:.1rem 0 1rem 1.6rem}
.inside h4{margin:1rem 0 .3rem;font-size:.85rem;color:var(--dim);break-after:avoid}
.bare{padding:.5rem 0 .5rem 1.6rem;border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:.1rem .8rem;align-items:baseline}
.bare .title{flex:1 1 14rem;min-width:0;overflow-wrap:anywhere}
:target{scroll-margin-top:1rem;outline:2px solid var(--link);outline-offset:3px}
a:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
footer{margin-top:3rem;padding-bottom:2.5rem;color:var(--dim);font-size:.85rem}
.delta-bad{color:var(--failed)}.delta-good{color:var(--passed)}
@media (max-width:40rem){
h1{font-size:1.5rem}main,body>header,footer{padding:0 1rem}body>header{padding-top:1.25rem}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack,table.stack tbody,table.stack tr,table.stack td{display:block;width:100%}
table.stack tr{border-bottom:1px solid var(--line);padding:.5rem 0}
table.stack td{border:0;padding:.08rem 0;text-align:left;white-space:normal}
table.stack td[data-label]{position:relative;padding-left:5.5rem}
table.stack td[data-label]::before{content:attr(data-label);position:absolute;left:0;color:var(--dim);font-size:.8rem;line-height:1.8}
table.stack td:empty{display:none}
.wide{display:none}
.gantt,.gantt thead,.gantt tbody{display:block}
.gantt tr{display:grid;grid-template-columns:1fr auto;border-bottom:1px solid var(--line)}
.gantt tr.group{display:block;border:0}
.gantt th,.gantt td{border:0}
.gantt .name{width:auto;grid-column:1}.gantt .took{width:auto;grid-column:2;grid-row:1}.gantt .lane{grid-column:1/-1}
.gantt thead .name,.gantt thead .took{display:none}
.gantt td.depth-1,.gantt td.depth-2,.gantt td.depth-3{padding-left:0}
.gantt td.name{padding-top:.25rem}
details>.inside{padding-left:.6rem}}
@media print{
@page{margin:14mm}
:root{color-scheme:light;--back:#fff;--panel:#f6f7f9;--text:#111;--dim:#444;--line:#bbb;--link:#111;--passed:#14753a;--failed:#b3261e;--waiting:#8a5a00;--running:#0b5cad;--waived:#7a3fb0;--quiet:#555;--passed-soft:#bfe5cc;--failed-soft:#f5c9c5;--running-soft:#bcd7f5;--person:#f0c674;--hatch:#cfd5dc}
body{font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,body>header,footer{max-width:none;padding:0}
nav{display:none}
h2{margin-top:1.6rem}
details:not(.more)::details-content{content-visibility:visible;display:block;height:auto}
details.more>summary{color:var(--dim)}
summary::before{content:""}
.note,figure,.verdict{break-inside:avoid}
.prose a[href]::after,.proof a[href]::after{content:" <" attr(href) ">";font-size:.85em;overflow-wrap:anywhere}}
`;
