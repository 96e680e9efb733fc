import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileHost, outcomeOf, type RecordedEvent, type RunState } from '@checklist/engine';
import { startStandIns } from '@checklist/plugins/stand-ins';
import { statusesOf } from '../../test/rehearsals.ts';
import { countEach, readRefs } from './count-effects.ts';
import type { Generated } from './generate-checklist.ts';
import { environment, makeRepository } from './make-repository.ts';
import { actAsOperator, readLines } from './operator.ts';
import type { Call } from './start-watched.ts';
import type { Trial, World } from './walk.ts';

/** A checklist, run by `checklist run` and `resume`, and taken back by `undo`. */
export function generatedTrial(name: string, generated: Generated): Trial {
  return { name, prepare: () => prepare(generated) };
}

async function prepare({ checklist, confirmed, isUndone }: Generated): Promise<World> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'checklist-crash-')));
  makeRepository(root, checklist);
  const work = join(root, 'work');
  const standIns = await startStandIns(
    {
      github: { repositories: { 'acme/rocket': { git: join(root, 'remote.git') } } },
      discord: { channels: [{ id: '800000000000000010', name: 'releases' }] },
    },
    {},
  );
  const env = Object.assign(environment(root), ...[...standIns.values()].map((one) => one.env)) as Record<
    string,
    string
  >;
  await greet(env.DISCORD_WEBHOOK_URL ?? '');
  const host = createFileHost({ directory: work, env, now: Date.now });
  const call = (...args: readonly string[]): Call => ({ args: [...args, '--output', 'json'], cwd: work, env });
  const read = async () => {
    const state = await host.read('trial');
    return state.ok ? state.value : undefined;
  };
  return {
    root,
    async next(before) {
      const state = await read();
      if (state === undefined) return call('run', 'gen', '--run', 'trial', '--confirm', confirmed.join(','));
      if (state.verdict === 'undone' || (state.verdict !== undefined && !isUndone))
        return before?.killedAt === undefined ? undefined : call('resume', 'trial');
      if (state.verdict !== undefined) return call('undo', 'trial', '--yes');
      return call(...(await actAsOperator(host, state, root)));
    },
    async look(last) {
      const state = await read();
      if (state === undefined) throw new Error(`the run cannot be read:\n${last.stderr}`);
      const requests = [...standIns].flatMap(([name, { requests }]) =>
        requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${name} ${method} ${path}`),
      );
      const lines = readLines(root).map((line) => `line ${line}`);
      const files = readdirSync(work).map((name) => `file ${name}`);
      const refs = readRefs(join(root, 'remote.git')).map((ref) => `remote ${ref}`);
      return {
        end: { run: outcomeOf(state), ...statusesOf(state), ...undoneOf(state) },
        effects: countEach([...requests, ...lines, ...files, ...refs, ...readRefs(work)]),
        events: readEvents(work),
        state,
        complaints: last.code === 0 ? [] : [`ended with exit code ${last.code}: ${last.stderr}`],
      };
    },
    async remove() {
      for (const standIn of standIns.values()) await standIn.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** In a channel without any message a bot cannot tell whether there is none or whether it may not see them. */
async function greet(webhook: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(webhook, { method: 'POST', headers, body: JSON.stringify({ content: 'Good morning' }) });
}

function readEvents(work: string): RecordedEvent[] {
  const journal = readFileSync(join(work, '.checklist/runs/trial/journal.jsonl'), 'utf8');
  return journal
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as RecordedEvent);
}

/** What became of taking each step back; what its own command did before it was cut off, a person kept as it was. */
function undoneOf(state: RunState): Record<string, string> {
  return Object.fromEntries(
    state.graph.nodes.map(({ id, index, item }) => {
      const verdict = state.items.get(index).undoing?.verdict ?? 'none';
      const isOwn = item.kind === 'step' && item.undo !== undefined;
      return [`undo of ${id}`, isOwn ? verdict.replace('kept', 'undone') : verdict];
    }),
  );
}
