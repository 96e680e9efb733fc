import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What can be odd about a program that a step runs, by what people would say of it. */
export const programCauses = [
  'is not installed',
  'cannot be executed',
  'ends with exit code 1',
  'ends with exit code 128',
  'is killed',
  'does not end in time',
  'prints nothing',
  'prints an HTML page',
  'prints broken JSON',
  'prints null',
  'prints an empty list',
  'prints an empty object',
  'is cut off in the middle',
  "prints another's object",
  'prints more than can be kept',
] as const;

export type ProgramCause = (typeof programCauses)[number];

/** Causes under which the program tells nothing, whatever it was to do; under the others it only tells something else. */
export const silentCauses: readonly ProgramCause[] = programCauses.slice(0, 6);

/** Longer than a call takes, and shorter than a call that does not end. */
export const programTimeLimit = 2_000;

/**
 * Puts a program in place of a real one, which is called as it was meant so many times, and then goes wrong. One that only
 * tells something else still does what it is told to change: words that match `reads` tell what only reads.
 */
export function misbehavingProgram(
  folder: string,
  name: string,
  real: string,
  cause: ProgramCause,
  after: number,
  reads: string,
): Readonly<Record<string, string>> {
  const file = join(folder, name);
  writeFileSync(file, script(name, real, cause, after, reads, join(folder, 'calls')));
  chmodSync(file, cause === 'cannot be executed' ? 0o644 : 0o755);
  // Whoever looks further along the path would find the real one.
  if (cause === 'is not installed') return { PATH: join(folder, 'nothing') };
  return { PATH: cause === 'cannot be executed' ? folder : `${folder}:${process.env.PATH ?? ''}` };
}

function script(name: string, real: string, cause: ProgramCause, after: number, reads: string, calls: string): string {
  return `#!/usr/bin/env bash
echo "$*" >> '${calls}'
mapfile -t lines < '${calls}'; count=${'$'}{#lines[@]}
isRead=no
for word in "$@"; do [[ "$word" =~ ^(${reads})$ ]] && isRead=yes; done
if (( count <= ${after} )); then exec ${real} "$@"; fi
case '${cause}' in
  'ends with exit code 1') echo '${name}: out of order' >&2; exit 1 ;;
  'ends with exit code 128') echo 'fatal: out of order' >&2; exit 128 ;;
  'is killed') kill -9 $$ ;;
  'does not end in time') exec sleep 60 ;;
esac
if [[ $isRead == no ]]; then exec ${real} "$@"; fi
case '${cause}' in
  'prints nothing') exit 0 ;;
  'prints an HTML page') echo '<!doctype html><html>Sign in</html>' ;;
  'prints broken JSON') echo '{"Contents": [{"Key": 1' ;;
  'prints null') echo null ;;
  'prints an empty list') echo '[]' ;;
  'prints an empty object') echo '{}' ;;
  'is cut off in the middle') out=$(${real} "$@" | tr '\\0' '\\1'; echo x); out=\${out%x}; printf '%s' "\${out:0:\${#out}/2}" | tr '\\1' '\\0' ;;
  "prints another"*) ${real} "$@" | sed -E 's/[0-9a-f]{40}/dddddddddddddddddddddddddddddddddddddddd/g; s#"Key": "[^"]*/#"Key": "elsewhere/#' ;;
  'prints more than can be kept') ${real} "$@"; head -c 11000000 /dev/zero | tr '\\0' 'x' ;;
esac
`;
}
