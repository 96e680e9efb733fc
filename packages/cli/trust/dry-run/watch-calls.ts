import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { type Ended, startProgram } from '../../test/workbench.ts';

/** What a command and all programs below it asked the system to do. */
export interface Watched extends Ended {
  /** All calls of the kinds that are watched. */
  readonly calls: number;
  /** Places that were made, changed, renamed or removed, or opened to be written. */
  readonly written: readonly string[];
  /** Addresses that were called. */
  readonly called: readonly string[];
}

/** Whether there is a recorder of system calls that may be used here. */
export const canWatch = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;

const changing =
  'creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,truncate,mknod,mknodat,chmod,fchmodat,chown,lchown,fchownat,utimensat,setxattr,lsetxattr';
const watched = `trace=open,openat,openat2,connect,sendto,sendmsg,${changing}`;

/** Runs a command under the recorder and reads what it saw. */
export async function watchCalls(
  command: readonly [string, ...string[]],
  cwd: string,
  env: Readonly<Record<string, string>>,
  log: string,
): Promise<Watched> {
  const args = ['-f', '-qq', '-y', '-s', '400', '-e', watched, '-e', 'signal=none', '-o', log, ...command];
  const ended = await startProgram('strace', args, cwd, { ...env }).ended;
  const lines = existsSync(log) ? wholeLines(readFileSync(log, 'utf8')).filter((line) => / = -?\d/.test(line)) : [];
  rmSync(log, { force: true });
  const done = lines.filter((line) => !/ = -1 /.test(line));
  return {
    ...ended,
    calls: lines.length,
    written: [...new Set(done.flatMap((line) => placeOf(line, cwd)))].sort(),
    called: [...new Set(lines.flatMap(addressOf))].sort(),
  };
}

/** The recorder tells of a call in two lines when another process is heard in between. */
function wholeLines(text: string): string[] {
  const begun = new Map<string, string>();
  return text.split('\n').flatMap((line) => {
    const [, process = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const start = /^(.*) <unfinished \.\.\.>$/.exec(rest)?.[1];
    if (start !== undefined) begun.set(process, start);
    const end = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)?.[1];
    return start === undefined ? [end === undefined ? line : `${process} ${begun.get(process) ?? ''}${end}`] : [];
  });
}

/** The place that a call changes; a file that is opened to be read is none. */
function placeOf(line: string, cwd: string): string[] {
  const [, call, rest = ''] = /^\d+\s+(\w+)\((.*)$/.exec(line) ?? [];
  if (call === undefined) throw new Error(`the recorder wrote what cannot be read: ${line}`);
  if (call === 'connect' || call === 'sendto' || call === 'sendmsg') return [];
  if (/^open/.test(call) && !/\bO_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)\b/.test(rest)) return [];
  const [, folder, path = ''] = /^(?:[\w-]+<([^>]*)>, )?"((?:[^"\\]|\\.)*)"/.exec(rest) ?? [];
  return [isAbsolute(path) ? path : join(folder ?? cwd, path)].map((place) => resolve(place));
}

function addressOf(line: string): string[] {
  if (!/\b(?:connect|sendto|sendmsg)\(/.test(line)) return [];
  const inet = /sin6?_port=htons\((\d+)\).*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/.exec(line);
  if (inet !== null) return [`${inet[2] ?? inet[3]}:${inet[1]}`];
  const local = /sun_path=(@?"[^"]*")/.exec(line);
  return local === null ? [] : [`local ${local[1]}`];
}
