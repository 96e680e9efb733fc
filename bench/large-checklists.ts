import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { interleave, type Measured, timeProgram } from './measure.ts';
import { printRows, type Row } from './print-rows.ts';
import { checklist, node, type Shape, type World } from './world.ts';

/** How often `node -e 0` goes into the time that turbo takes to plan 10,000 tasks; measured once, since it is not installed here. */
const turboPlan = 60;

/** The same for 0.3 seconds, where `node -e 0` takes 30 ms. */
const threeTenths = 10;

/** What a checklist of 10,000 steps costs before and while it runs. */
export async function benchLargeChecklists(world: World, rounds: number, runs: readonly Shape[]): Promise<void> {
  for (const shape of ['chain', 'wide'] as const) await benchReading(world, shape, rounds);
  const rows: Row[] = [];
  for (const shape of runs) rows.push(await measureRun(world, shape));
  printRows('memory of a run of 10,000 steps, eight at once', rows);
}

async function benchReading(world: World, shape: Shape, rounds: number): Promise<void> {
  const call = (...args: readonly string[]) => timeProgram([...checklist, ...args], world);
  const candidates = [
    { name: 'node -e 0', run: () => timeProgram([node, '-e', '0'], world) },
    ...[1_000, 10_000].flatMap((count) => {
      const id = `${shape}_${count}`;
      return [
        { name: `validate ${id} from text`, prepare: world.forget, run: () => call('validate', id) },
        { name: `plan ${id} from the cache`, run: () => call('plan', id) },
      ];
    }),
  ];
  const measured = await interleave(candidates, rounds);
  printRows(`large checklists, ${shape} (medians of ${rounds})`, toRows(measured));
}

function toRows([bare, ...measured]: readonly Measured[]): Row[] {
  const start = bare?.median ?? Number.NaN;
  const [validate, plan, validateLarge, planLarge] = measured.map(({ median }) => median);
  const targets = [undefined, undefined, { most: turboPlan, of: '(turbo)' }, { most: threeTenths, of: '(0.3 s)' }];
  const growth = (small = Number.NaN, large = Number.NaN) => (large - start) / (small - start);
  const rows = measured.map(({ name, median }, index): Row => {
    const target = targets[index];
    const row = { name, figure: `${median.toFixed(0)} ms`, ratio: median / start };
    return target === undefined ? row : { ...row, target };
  });
  return [
    ...rows,
    {
      name: '  validate, growth of ten times',
      figure: '',
      ratio: growth(validate, validateLarge),
      target: { most: 12 },
    },
    { name: '  plan, growth of ten times', figure: '', ratio: growth(plan, planLarge), target: { most: 12 } },
  ];
}

/** Runs it once; the program tells by itself, when it ends, how much memory it held at most. */
async function measureRun(world: World, shape: Shape): Promise<Row> {
  const file = join(world.cwd, 'memory');
  const tell = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`;
  const [, ...rest] = checklist;
  const told = [node, '--import', `data:text/javascript,${encodeURIComponent(tell)}`, ...rest] as const;
  const options = ['--output', 'plain', '--jobs', '8', '--run', `memory-${shape}`];
  const elapsed = await timeProgram([...told, 'run', `${shape}_10000`, ...options], world);
  const megabytes = Number(readFileSync(file, 'utf8')) / 1024;
  rmSync(file);
  const figure = `${(elapsed / 1000).toFixed(1)} s`;
  return { name: `run ${shape}_10000`, figure, target: { most: 200, of: 'MB', value: megabytes } };
}
