import type { CommandSpec } from '../arguments/command-spec.ts';
import { decideRows } from './rows/decide-rows.ts';
import { lookRows } from './rows/look-rows.ts';
import { runRows } from './rows/run-rows.ts';
import { shellRows } from './rows/shell-rows.ts';
import { writeRows } from './rows/write-rows.ts';

/** Every command of the program. A command's code is loaded when it is called. */
export const commands: readonly CommandSpec[] = [...runRows, ...decideRows, ...lookRows, ...writeRows, ...shellRows];
