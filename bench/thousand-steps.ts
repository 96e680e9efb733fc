import { type Candidate, interleave, type Measured, timeOnTerminal, timeProgram } from './measure.ts';
import { makePeers } from './peers.ts';
import { printRows, type Row } from './print-rows.ts';
import { checklist, node, type World } from './world.ts';

/** A thousand programs that do nothing: what is left is the cost of running and recording them. */
const count = 1_000;

/** What a step costs against a bare loop of Node, and against others that run steps. */
export async function benchThousandSteps(world: World, rounds: number): Promise<void> {
  const peers = makePeers(world, count);
  // As for a checklist that is in use: its YAML was read before.
  await timeProgram([...checklist, 'validate', `chain_${count}`, `wide_${count}`], world);
  for (const program of peers.absent) process.stdout.write(`\nskipped: ${program} is not on this machine\n`);
  const serial = await interleave([bare(world, 1), run(world, 'chain', 1), drawn(world), ...peers.serial], rounds);
  const targets: Targets = [
    { than: 'bare spawn', most: 1.5 },
    { than: 'wireit', most: 1 },
    { than: 'listr2', most: 1.1 },
  ];
  printRows(`1,000 "true", one after another (medians of ${rounds})`, toRows(serial, targets));
  const parallel = await interleave([bare(world, 8), run(world, 'wide', 8), ...peers.parallel], rounds);
  printRows(`1,000 "true", eight at once (medians of ${rounds})`, toRows(parallel, []));
}

/** The interactive front end on a terminal. */
function drawn(world: World): Candidate {
  return {
    name: withInk,
    run: (round) => timeOnTerminal([...checklist, 'run', `chain_${count}`, '--run', `ink-${round}`], world),
  };
}

type Targets = readonly { readonly than: string; readonly most: number }[];

const ours = 'checklist run';
const withInk = 'checklist run, with Ink';

function bare(world: World, width: number): Candidate {
  const file = new URL('peer-spawn.ts', import.meta.url).pathname;
  return { name: 'bare spawn', run: () => timeProgram([node, file, String(count), String(width)], world) };
}

/** The plain front end writes to a file, and the journal is kept as ever. */
function run(world: World, shape: 'chain' | 'wide', width: number): Candidate {
  return {
    name: ours,
    run: (round) => {
      const options = ['--output', 'plain', '--jobs', String(width), '--run', `${shape}-${round}`];
      return timeProgram([...checklist, 'run', `${shape}_${count}`, ...options], world);
    },
  };
}

function toRows(measured: readonly Measured[], targets: Targets): Row[] {
  const medianOf = (name: string) => measured.find((one) => one.name === name)?.median ?? Number.NaN;
  const rows = measured.map(({ name, median }): Row => {
    const row = { name, figure: `${(median / count).toFixed(2)} ms each`, ratio: median / medianOf('bare spawn') };
    const [target] = targets;
    return name === ours && target !== undefined ? { ...row, target: { most: target.most } } : row;
  });
  const against = targets.slice(1).map(({ than, most }): Row => {
    return { name: `  against ${than}`, figure: '', ratio: medianOf(ours) / medianOf(than), target: { most } };
  });
  const inks = {
    name: '  against without',
    figure: '',
    ratio: medianOf(withInk) / medianOf(ours),
    target: { most: 1.3 },
  };
  return rows.flatMap((row) => {
    if (row.name === withInk) return [row, inks];
    return row.name === ours ? [row, ...against] : [row];
  });
}
