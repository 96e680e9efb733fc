import { expand, type Group } from '@checklist/engine';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { sampleChecklist, sampleRun, sampleStep } from '../testing/sample-run.ts';
import { drawGraph } from './checklist-graph.ts';
import { dot } from './dot.ts';
import { mermaid } from './mermaid.ts';
import { svg } from './svg.ts';

const group = (id: string, steps: readonly string[], more: Partial<Group> = {}): Group => ({
  kind: 'group',
  id,
  title: `Group ${id}`,
  parallel: false,
  finally: [],
  items: steps.map((step) => sampleStep(step, `Step ${step}`, 'shell')),
  ...more,
});
const graphOf = (...items: readonly Group[]) => drawGraph('Sample', expand({ ...sampleChecklist, items }));

const passed = { type: 'attempt-ended', step: 'branch', round: 1, attempt: 1, verdict: 'passed' } as const;
const { state } = sampleRun({ ...passed, outputs: {}, evidence: [] });
const run = drawGraph('Release', state.graph, state);

describe('drawGraph', () => {
  it('leads lines from the last steps of a group to the first ones of the next', () => {
    const { edges } = graphOf(
      group('one', ['a', 'b']),
      group('two', ['c', 'd'], { parallel: true }),
      group('three', ['e']),
    );
    expect(edges).toEqual([
      ['a', 'b'],
      ['b', 'c'],
      ['b', 'd'],
      ['c', 'e'],
      ['d', 'e'],
    ]);
  });

  it('puts "finally" behind the steps of its group, and before what comes after the group', () => {
    const last = sampleStep('f', 'Last', 'shell');
    const { edges } = graphOf(group('one', ['a', 'b'], { parallel: true, finally: [last] }), group('two', ['c']));
    expect(edges).toEqual([
      ['a', 'f'],
      ['b', 'f'],
      ['f', 'c'],
    ]);
  });

  it('lets many lines meet in one point', () => {
    const { edges, steps } = graphOf(
      group('one', ['a', 'b', 'c'], { parallel: true }),
      group('two', ['d', 'e', 'f'], { parallel: true }),
    );
    expect(edges).toHaveLength(6);
    expect(steps.at(-1)).toEqual({ id: 'junction_1', title: '', kind: 'junction' });
  });
});

describe('the forms of a graph', () => {
  it('is drawn for Mermaid, with the statuses of a run', () => {
    expect(mermaid(run)).toBe(`flowchart TD
  sweep(["· Sweeps work"])
  push{{"· Push the tag"}}
  subgraph prepare["▸ Prepare"]
    branch["✓ Create the branch"]
    build["· Build it"]
  end
  branch --> build
  build --> sweep
  sweep --> push
  classDef running fill:#ddf4ff,stroke:#0969da,color:#1f2328
  class prepare running
  classDef passed fill:#dafbe1,stroke:#1a7f37,color:#1f2328
  class branch passed
  classDef pending fill:#f6f8fa,stroke:#8c959f,color:#1f2328
  class build,sweep,push pending
`);
  });

  it('is drawn for Graphviz', () => {
    expect(dot(graphOf(group('one', ['a', 'b'])))).toBe(`digraph "Sample" {
  rankdir=TB;
  node [style=filled, fontname="sans-serif", fontsize=11];
  graph [fontname="sans-serif", fontsize=12];
  subgraph "cluster_one" {
    label="Group one";
    "a" [label="Step a", shape=box, fillcolor="#f6f8fa", color="#8c959f"];
    "b" [label="Step b", shape=box, fillcolor="#f6f8fa", color="#8c959f"];
  }
  "a" -> "b";
}
`);
  });

  it('is drawn as SVG: every title once, a line for each edge, nothing on top of each other', () => {
    const picture = svg(run);
    for (const title of ['✓ Create the branch', '· Build it', '· Sweeps work', '· Push the tag', '▸ Prepare'])
      expect(picture.split(`>${title}</text>`)).toHaveLength(2);
    expect(picture.match(/<polyline/g)).toHaveLength(3);
    const tops = [...picture.matchAll(/<g>.*?<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g)];
    const rows = tops
      .map(([, y, height]) => ({ top: Number(y), bottom: Number(y) + Number(height) }))
      .toSorted((a, b) => a.top - b.top);
    expect(rows).toHaveLength(4);
    for (const [place, row] of rows.entries()) expect(row.top).toBeGreaterThan(rows[place - 1]?.bottom ?? 0);
  });

  it('takes a hostile title for text in every form', () => {
    const title = '"]\n--> x <script>alert(1)</script> \u001b[31m \\" & end';
    const hostile = graphOf(group('end', [], { items: [{ ...sampleStep('a', title, 'shell') }] }));
    expect(mermaid(hostile).split('\n')).toHaveLength(5);
    expect(mermaid(hostile)).toContain('a["#34;] --#62; x #60;script#62;alert(1)#60;/script#62;  #92;#34; #38; end"]');
    expect(mermaid(hostile)).toContain('subgraph n0["Group end"]');
    expect(dot(hostile)).toContain('label="\\"] --> x <script>alert(1)</script>  \\\\\\" & end"');
    expect(
      JSON.stringify(parseFragment(svg(hostile)), (key, value) => (key === 'parentNode' ? undefined : value)),
    ).not.toContain('"tagName":"script"');
  });
});
