import type { Graph, Node, RunState, Status } from '@checklist/engine';

/** A step of a drawn graph, or a point where many lines meet. */
export interface GraphStep {
  readonly id: string;
  /** The group that it is drawn in; absent at the top. */
  readonly group?: string;
  readonly title: string;
  readonly kind: 'step' | 'asks' | 'irreversible' | 'junction';
  readonly status?: Status;
}

/** A frame around steps and other frames. */
export interface GraphGroup {
  readonly id: string;
  readonly group?: string;
  readonly title: string;
  readonly status?: Status;
}

/** What every form of the picture shows; lines lead from step to step, also where groups wait for groups. */
export interface ChecklistGraph {
  readonly title: string;
  readonly groups: readonly GraphGroup[];
  readonly steps: readonly GraphStep[];
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/** More lines than this between two groups meet in a junction. */
const most = 8;

/** Works out what is drawn of a checklist's graph; with the state of a run, where each item is. */
export function drawGraph(title: string, graph: Graph, state?: RunState): ChecklistGraph {
  const statusOf = ({ index }: Node) => (state === undefined ? {} : { status: state.items.get(index).status });
  const groupOf = ({ parent }: Node) => {
    const holder = graph.nodes[parent];
    return holder === undefined ? {} : { group: holder.id };
  };
  const groups = graph.nodes.filter(isFrame);
  const steps = graph.nodes.filter((node) => !isFrame(node));
  const lines = linesOf(graph);
  return {
    title,
    groups: groups.map((node) => ({ id: node.id, title: titleOf(node), ...groupOf(node), ...statusOf(node) })),
    steps: [
      ...steps.map((node) => ({
        id: node.id,
        title: titleOf(node),
        kind: kindOf(node),
        ...groupOf(node),
        ...statusOf(node),
      })),
      ...lines.junctions.map((id) => ({ id, title: '', kind: 'junction' as const })),
    ],
    edges: lines.edges,
  };
}

function isFrame(node: Node): boolean {
  return node.children.length + node.finals.length > 0;
}

function titleOf({ item, id, isMatrix }: Node): string {
  const key = isMatrix ? '' : (/\[.*\]$/.exec(id)?.[0] ?? '');
  return key === '' ? item.title : `${item.title} ${key}`;
}

function kindOf({ item }: Node): GraphStep['kind'] {
  if (item.kind === 'step' && item.effect === 'irreversible') return 'irreversible';
  return item.kind === 'step' && item.type === 'manual' ? 'asks' : 'step';
}

function linesOf(graph: Graph) {
  const edges = new Map<string, readonly [string, string]>();
  const junctions: string[] = [];
  const add = (from: string, to: string) => edges.set(`${from} ${to}`, [from, to]);
  const join = (from: readonly Node[], to: readonly Node[]) => {
    if (from.length * to.length <= most) {
      for (const one of from) for (const other of to) add(one.id, other.id);
      return;
    }
    const junction = `junction_${junctions.length + 1}`;
    junctions.push(junction);
    for (const one of from) add(one.id, junction);
    for (const other of to) add(junction, other.id);
  };
  for (const node of graph.nodes) {
    for (const need of nodesAt(graph, node.needs)) join(lastSteps(graph, need), firstSteps(graph, node));
    const [firstFinal] = nodesAt(graph, node.finals);
    if (firstFinal !== undefined) join(lastOf(graph, nodesAt(graph, node.children)), firstSteps(graph, firstFinal));
  }
  return { edges: [...edges.values()], junctions };
}

function nodesAt(graph: Graph, indices: readonly number[]): Node[] {
  return indices.flatMap((index) => graph.nodes[index] ?? []);
}

/** The steps with which an item begins. */
function firstSteps(graph: Graph, node: Node): Node[] {
  if (!isFrame(node)) return [node];
  const children = nodesAt(graph, node.children.length > 0 ? node.children : node.finals);
  const own = new Set(children.map(({ index }) => index));
  return children.filter(({ needs }) => !needs.some((need) => own.has(need))).flatMap((one) => firstSteps(graph, one));
}

/** The steps with which an item ends. */
function lastSteps(graph: Graph, node: Node): Node[] {
  if (!isFrame(node)) return [node];
  return lastOf(graph, nodesAt(graph, node.finals.length > 0 ? node.finals : node.children));
}

function lastOf(graph: Graph, siblings: readonly Node[]): Node[] {
  const own = new Set(siblings.map(({ index }) => index));
  return siblings
    .filter(({ dependents }) => !dependents.some((dependent) => own.has(dependent)))
    .flatMap((one) => lastSteps(graph, one));
}
