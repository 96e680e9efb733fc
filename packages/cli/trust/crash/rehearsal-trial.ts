import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf } from '@checklist/engine';
import { makeRehearsalFolder, repository, statusesOf } from '../../test/rehearsals.ts';
import { countEach, readRefs } from './count-effects.ts';
import type { Watched } from './start-watched.ts';
import type { Outcome, Trial, World } from './walk.ts';

/** A scenario of the release's checklist, played by `checklist rehearse`. */
export function rehearsalTrial(scenario: string, mayAsk: readonly string[] = []): Trial {
  return { name: `rehearsal ${scenario}`, mayAsk, prepare: async () => prepare(scenario) };
}

function prepare(scenario: string): World {
  const folder = makeRehearsalFolder();
  const env = { ...process.env, TMPDIR: folder.temporary };
  return {
    root: folder.temporary,
    async next(before) {
      if (before === undefined)
        return {
          args: ['rehearse', 'release', scenario, '--keep', '--output', 'json'],
          cwd: repository,
          env,
          from: 'rehearsal.json',
        };
      if (before.killedAt === undefined) return undefined;
      return { args: ['rehearse', '--resume', folder.root(), '--keep', '--output', 'json'], cwd: repository, env };
    },
    async look(last): Promise<Outcome> {
      const state = await folder.state();
      const requests = linesOf(join(folder.root(), 'requests.log'));
      return {
        end: { run: outcomeOf(state), ...statusesOf(state) },
        effects: countEach([
          ...readRefs(join(folder.root(), 'remote.git')),
          ...requests.filter((request) => /^(?!wandb)\w+ (?:POST|PUT|PATCH|DELETE) /.test(request)),
          ...folder
            .calls()
            .filter((call) => /^\S+\/\S+ launch$/.test(call))
            .map((call) => `program ${call}`),
        ]),
        events: folder.events(),
        state,
        complaints: complaintsOf(last),
      };
    },
    remove: async () => folder.remove(),
  };
}

/** What came out otherwise than the scenario says; that a program was called once more than without a crash is judged apart. */
function complaintsOf({ code, stderr }: Watched): string[] {
  const lines = stderr.split('\n').filter((line) => line.startsWith('error') || line.startsWith('  '));
  const complaints = lines.filter((line) => !/^ {2}program_runs\.\S+ (check|launch): /.test(line));
  return code === 0 || code === 1 ? complaints : [`ended with exit code ${code}: ${stderr}`];
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}
