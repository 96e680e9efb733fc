#!/usr/bin/env node
import nodeModule from 'node:module';
import { version } from './version.ts';

/** Where a fault of this program is reported. */
const reportTo = 'the issues of the repository that this program comes from';

/** The oldest Node that has all that the program uses. */
const oldestNode = 24;

let isDying = false;

// The version is asked for by scripts and shells all day long: it is told before anything is imported.
if (process.argv[2] === '--version' || process.argv[2] === '-V') process.stdout.write(`${version}\n`);
else if (Number.parseInt(process.versions.node, 10) < oldestNode) refuseNode();
else await start();

function refuseNode(): void {
  process.stderr.write(`error: this is Node ${process.versions.node}, expected Node ${oldestNode} or newer\n`);
  process.stderr.write('hint: ./checklist and "npx pnpm@12 checklist" bring their own\n');
  process.exitCode = 2;
}

async function start(): Promise<void> {
  nodeModule.enableCompileCache();
  // What libraries do in an old-fashioned way is nothing that an operator can mend.
  process.noDeprecation = true;
  process.on('uncaughtException', (error) => void die(error));
  try {
    const { main } = await import('./main.ts');
    const code = await main(process.argv.slice(2));
    process.exitCode = code;
    // What is left in the pipe is written first; a timer or a watcher that somebody forgot must not keep the process.
    process.stdout.write('', () => process.exit(code));
  } catch (error) {
    await die(error);
  }
}

/** What is thrown may hold a secret that no journal has masked; where it cannot be masked, only its kind is told. */
async function die(error: unknown): Promise<never> {
  // What fails on the way here must not lead here again.
  if (isDying) process.exit(70);
  isDying = true;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const kind = error instanceof Error ? error.name : typeof error;
  const shown = await import('./output/show-crash.ts').then(({ showCrash }) => showCrash(text)).catch(() => kind);
  process.stderr.write(
    `checklist ${version} failed in an unexpected way. What a run has recorded is safe.\n${shown}\n`,
  );
  process.stderr.write(`hint: report this text to ${reportTo}, with the command that you typed.\n`);
  process.exit(70);
}
