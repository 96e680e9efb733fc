import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Checklist,
  type Edit,
  fail,
  type Input,
  type Json,
  ok,
  type Result,
  type RunState,
} from '@checklist/engine';
import { exitCodes } from '../exit-codes.ts';
import { fits, wanted } from '../inputs/parse-input.ts';
import { takeInputs } from '../inputs/take-inputs.ts';
import type { Terminal } from '../output/terminal.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { recallFile } from './checklist-file.ts';
import { loadForDriving } from './load-checklist.ts';
import type { Workspace } from './open-workspace.ts';
import { fixMatrices } from './prepare-start.ts';

/** What the file of a run's checklist says by now. */
export interface ReadEdit {
  /** Absent when the run has the text already, or goes on with what it has. */
  readonly edit?: Omit<Edit, 'by'>;
  /** Why the file does not count. */
  readonly note?: string;
}

/** What a resume was called with. */
export interface EditSetting {
  readonly workspace: Workspace;
  readonly terminal: Terminal;
  /** Values for inputs that the edit adds, as `name=value`. */
  readonly words: readonly string[];
}

/** Reads the checklist of a run anew. An edit that the run cannot take over is a trouble, and nothing is written. */
export async function readEdit(state: RunState, setting: EditSetting): Promise<Result<ReadEdit, Trouble>> {
  const read = await readAgain(state, setting.workspace);
  if (!read.ok) return read;
  const { checklist, note } = read.value;
  if (checklist !== undefined) return takeEdit(state, checklist, setting);
  const given = setting.words.length === 0 ? undefined : nothingToGive();
  return given === undefined ? ok(note === undefined ? {} : { note }) : fail(given);
}

async function readAgain(
  state: RunState,
  workspace: Workspace,
): Promise<Result<{ readonly checklist?: Checklist; readonly note?: string }, Trouble>> {
  const file = recallFile(workspace.directory, state);
  const stays = 'the run goes on with the text that it has';
  // Another branch is checked out in the middle of many releases, and it need not have the file.
  if (file === undefined || !existsSync(resolve(workspace.directory, file)))
    return ok({ note: `the file of the checklist${file === undefined ? '' : `, ${file},`} is gone: ${stays}` });
  const read = await loadForDriving(file, workspace);
  if (!read.ok) return read;
  const checklist = read.value;
  if (checklist.id !== state.checklist.id)
    return ok({ note: `${file} holds the checklist "${checklist.id}" by now: ${stays}` });
  return ok(checklist.digest === state.checklist.digest ? {} : { checklist });
}

async function takeEdit(
  state: RunState,
  checklist: Checklist,
  { terminal, words }: EditSetting,
): Promise<Result<ReadEdit, Trouble>> {
  const wrong = checkProfile(state, checklist) ?? checkInputs(state, checklist, words);
  if (wrong !== undefined) return fail(wrong);
  const isNew = ([name]: readonly [string, Input]) => !Object.hasOwn(state.inputs, name);
  const added = Object.fromEntries(Object.entries(checklist.inputs).filter(isNew));
  const inputs = await takeInputs({ inputs: added }, words, terminal);
  if (!inputs.ok) return inputs;
  const fixed = fixMatrices({ ...state, checklist, inputs: { ...state.inputs, ...inputs.value } });
  if (!fixed.ok) return fail(makeTrouble(exitCodes.checklistWrong, fixed.error.message, fixed.error.hint));
  const given = Object.keys(inputs.value).length === 0 ? {} : { inputs: inputs.value };
  return ok({ edit: { checklist: fixed.value, ...given } });
}

function checkProfile({ profile }: RunState, { profiles }: Checklist): Trouble | undefined {
  if (profile === undefined || Object.hasOwn(profiles, profile)) return undefined;
  const message = `the run has the profile "${profile}", expected one that the edited checklist still has`;
  return makeTrouble(exitCodes.checklistWrong, message, 'put the profile back; without it the run would do every step');
}

/** What a run was started with cannot be changed, because what was done was done with it. */
function checkInputs(state: RunState, { inputs }: Checklist, words: readonly string[]): Trouble | undefined {
  for (const [name, input] of Object.entries(inputs)) {
    const value: Json | undefined = state.inputs[name];
    if (value === undefined || fits(input, value)) continue;
    const message = `the run was started with ${JSON.stringify(value)} for the input "${name}", and the edited checklist expects ${wanted(input)}`;
    return makeTrouble(exitCodes.checklistWrong, message, 'take that part of the edit back, or start a new run');
  }
  const again = words.map((word) => word.split('=')[0] ?? '').find((name) => Object.hasOwn(state.inputs, name));
  return again === undefined
    ? undefined
    : wrongUsage(
        `the input "${again}" was given when the run was started`,
        'only inputs that an edit adds are given now',
      );
}

function nothingToGive(): Trouble {
  return wrongUsage('no input is to be given, expected an edit that adds one', 'leave --input away');
}
