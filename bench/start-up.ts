import { type Candidate, interleave, timeProgram } from './measure.ts';
import { printRows } from './print-rows.ts';
import { checklist, node, type World } from './world.ts';

/** What the shortest calls cost against a Node that does nothing. */
export async function benchStartUp(world: World, rounds: number): Promise<void> {
  const call = (...args: readonly string[]) => timeProgram([...checklist, ...args], world);
  const validate: Candidate['run'] = () => call('validate', 'release');
  const candidates: readonly (Candidate & { readonly most?: number })[] = [
    { name: 'node -e 0', run: () => timeProgram([node, '-e', '0'], world) },
    { name: 'checklist --version', run: () => call('--version'), most: 1.25 },
    { name: 'checklist --help', run: () => call('--help') },
    { name: 'checklist validate release, first time', prepare: world.forget, run: validate, most: 2.5 },
    { name: 'checklist validate release, again', run: validate, most: 1.7 },
  ];
  // Node keeps compiled code from one start to the next; that is paid once per installation.
  await interleave(candidates, 2);
  const measured = await interleave(candidates, rounds);
  const bare = measured[0]?.median ?? Number.NaN;
  printRows(
    `start-up, against "node -e 0" (medians of ${rounds})`,
    measured.map(({ name, median }, index) => {
      const most = candidates[index]?.most;
      const target = most === undefined ? {} : { target: { most } };
      return { name, figure: `${median.toFixed(1)} ms`, ratio: median / bare, ...target };
    }),
  );
}
