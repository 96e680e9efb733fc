/**
 * Prints what the program costs. Every figure is a ratio to something else that ran in the same minutes, because the machine and
 * what else it does change from day to day. A target that is missed is marked and fails nothing. `--quick`: fewer rounds.
 */
import { benchCore } from './core.ts';
import { benchLargeChecklists } from './large-checklists.ts';
import { benchReplay } from './replay.ts';
import { benchScreenUpdates } from './screen-updates.ts';
import { benchStartUp } from './start-up.ts';
import { benchThousandSteps } from './thousand-steps.ts';
import { makeWorld } from './world.ts';

const isQuick = process.argv.includes('--quick');
const world = makeWorld();
try {
  await benchStartUp(world, isQuick ? 7 : 25);
  await benchCore(world, isQuick ? 3 : 7);
  await benchScreenUpdates(isQuick ? 5 : 15);
  await benchReplay(world, isQuick ? 3 : 7);
  await benchLargeChecklists(world, isQuick ? 1 : 5, isQuick ? ['wide'] : ['chain', 'wide']);
  await benchThousandSteps(world, isQuick ? 1 : 5);
} finally {
  world.remove();
}
