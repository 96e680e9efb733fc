import { expand, type Item } from '@checklist/engine';
import { drawGraph } from '../graph/checklist-graph.ts';
import { mermaid } from '../graph/mermaid.ts';
import { withoutMatrices } from '../graph/without-matrices.ts';
import { code, table } from '../report/markdown/markdown.ts';
import { type GuideSetting, itemConditions, stepSections } from './guide-step.ts';
import { showProse } from './show-template.ts';

/** The guide for people who read: the checklist as a Markdown document, with numbers, commands, people and a picture. */
export function checklistGuide(setting: GuideSetting): string {
  const { checklist } = setting;
  const sections = [
    `# ${checklist.title}`,
    `<!-- Written by "checklist docs ${checklist.id}" from ${checklist.id}.yaml. -->`,
    ...(checklist.description === undefined ? [] : [showProse(checklist.description, checklist)]),
    ...contacts(setting),
    ...inputs(setting),
    ...credentials(setting),
    ...items(checklist.items, setting, [], 2),
    ...profiles(setting),
    ...picture(setting),
  ];
  return `${sections.join('\n\n')}\n`;
}

function contacts({ checklist }: GuideSetting): string[] {
  const lines = Object.entries(checklist.contacts).map(([id, { name, email, github, discord }]) => {
    const ways = [discord, github === undefined ? undefined : `@${github} on GitHub`, email].filter(
      (way) => way !== undefined,
    );
    return `- ${id.replaceAll('_', ' ')}: ${name}${ways.length === 0 ? '' : ` (${ways.join(', ')})`}`;
  });
  return lines.length === 0 ? [] : ['## People', lines.join('\n')];
}

function inputs({ checklist }: GuideSetting): string[] {
  const rows = Object.entries(checklist.inputs).map(([id, input]) => {
    const standard = input.default === undefined ? 'is asked for' : code(JSON.stringify(input.default));
    return [`\`<${id.replaceAll('_', ' ')}>\``, input.description ?? '', standard];
  });
  const head = ['place', 'what it stands for', 'when nothing is said'];
  return rows.length === 0 ? [] : ['## What a run is started with', table(head, rows)];
}

function credentials({ checklist, stepTypes }: GuideSetting): string[] {
  const users = new Map<string, string[]>();
  const add = (variable: string, step: string) => users.set(variable, [...(users.get(variable) ?? []), step]);
  for (const step of stepsOf(checklist.items)) {
    const { credentials: either = [] } = stepTypes.get(step.type) ?? {};
    if (either.length > 0) add(either.map((name) => `\`${name}\``).join(' or '), step.id);
    for (const secret of step.secrets) add(`\`${checklist.secrets[secret]?.env ?? secret}\``, step.id);
  }
  const lines = [...users].map(
    ([variable, steps]) => `- ${variable}: for ${steps.map((id) => `\`${id}\``).join(', ')}`,
  );
  return lines.length === 0 ? [] : ['## Credentials', lines.join('\n')];
}

function* stepsOf(all: readonly Item[]): Iterable<Item & { kind: 'step' }> {
  for (const item of all) {
    if (item.kind === 'step') yield item;
    else yield* stepsOf([...item.items, ...item.finally]);
  }
}

function items(all: readonly Item[], setting: GuideSetting, numbers: readonly number[], depth: number): string[] {
  return all.flatMap((item, place) => {
    const here = [...numbers, place + 1];
    const heading = `${'#'.repeat(Math.min(6, depth))} ${here.join('.')}${here.length === 1 ? '.' : ''} ${item.title}`;
    if (item.kind === 'step') return [heading, ...stepSections(item, setting)];
    const order = item.parallel && item.items.length > 1 ? ['These do not wait for each other.'] : [];
    const last =
      item.finally.length === 0
        ? []
        : [`At the end, whatever happened: ${item.finally.map(({ title }) => title).join(', ')}.`];
    const about = item.description === undefined ? [] : [showProse(item.description, setting.checklist)];
    const inside = items([...item.items, ...item.finally], setting, here, depth + 1);
    return [heading, ...about, ...itemConditions(item), ...order, ...last, ...inside];
  });
}

function profiles({ checklist }: GuideSetting): string[] {
  const lines = Object.entries(checklist.profiles).map(([id, { description, skip, only, relax }]) => {
    const parts = [
      ...(description === undefined ? [] : [description]),
      ...(only === undefined ? [] : [`Only ${only.map((one) => `\`${one}\``).join(', ')}.`]),
      ...(skip.length === 0 ? [] : [`Leaves out ${skip.map((one) => `\`${one}\``).join(', ')}.`]),
      ...(Object.keys(relax).length === 0
        ? []
        : [
            `Other options for ${Object.keys(relax)
              .map((one) => `\`${one}\``)
              .join(', ')}.`,
          ]),
    ];
    return `- \`${id}\`: ${parts.join(' ')}`;
  });
  return lines.length === 0 ? [] : ['## Profiles', lines.join('\n')];
}

function picture({ checklist }: GuideSetting): string[] {
  const drawn = mermaid(drawGraph(checklist.title, expand(withoutMatrices(checklist))));
  return ['## The whole picture', `\`\`\`mermaid\n${drawn}\`\`\``];
}
