import type { Command, Person, RunState } from '@checklist/engine';
import type { Key } from 'ink';
import { showText } from '../../output/show-text.ts';
import type { Place } from '../../view/place-of-step.ts';
import type { RunIndex } from '../../view/run-index.ts';
import { viewStep } from '../../view/step-view.ts';
import { type Choice, findStep, locate, moveBy, nextUrgent, nodeAt } from './choose-step.ts';
import { type Page, pages } from './draw-detail.ts';
import { endsByLeaving } from './draw-leave.ts';
import type { FormSpec } from './form-questions.ts';
import { keysFor } from './step-keys.ts';

/** What a person looks at and types, apart from the run itself. */
export interface Ui {
  readonly view: 'list' | 'detail' | 'help' | 'leave';
  /** Where nothing was chosen, it is what needs somebody first. */
  readonly choice?: Choice;
  readonly page: Page;
  /** The first line of a page that is shown; absent: the end of the output, the beginning of all else. */
  readonly scroll?: number;
  /** What is typed to jump to a step. */
  readonly jump?: string;
  /** A form asks for something as long as its step stays where it was. */
  readonly form?: { readonly node: number; readonly place: Place; readonly spec: FormSpec };
}

/** What a key press is about. */
export interface Scene {
  readonly state: RunState;
  readonly index: RunIndex;
  readonly me: Person;
  /** Lines that the page of a step has, and how many fit. */
  readonly lines: number;
  readonly rows: number;
}

/** What a key press comes to. */
export interface Pressed {
  readonly ui: Ui;
  readonly command?: Command;
  readonly isLeaving?: true;
}

export type Press = { readonly input: string; readonly key: Partial<Key> };

/** Decides what a key means where it was pressed. */
export function pressKey(ui: Ui, press: Press, scene: Scene): Pressed {
  if (ui.jump !== undefined) return { ui: typeJump(ui, ui.jump, press, scene) };
  // Keys go to a form only while its step asks for it; after that it is gone.
  if (ui.form !== undefined) return pressKey(closeForm(ui), press, scene);
  const { input, key } = press;
  if (ui.view === 'help') return { ui: { ...ui, view: 'list' } };
  if (ui.view === 'leave')
    return input === 'q' || input === 'y' || key.return === true
      ? { ui, isLeaving: true }
      : { ui: { ...ui, view: 'list' } };
  if (input === '?') return { ui: { ...ui, view: 'help' } };
  if (input === 'q')
    return endsByLeaving(scene.state, scene.index) ? { ui: { ...ui, view: 'leave' } } : { ui, isLeaving: true };
  if (input === 'p' && scene.state.verdict === undefined)
    return { ui, command: { type: scene.state.paused === undefined ? 'pause' : 'resume' } };
  const chosen = locate(scene.state, scene.index, ui.choice);
  const acted = actOn(ui, input, scene);
  if (acted !== undefined) return acted;
  if (ui.view === 'detail') return { ui: pressInDetail(ui, press, scene) };
  if (input === '/') return { ui: { ...ui, jump: '' } };
  const node = nodeAt(scene.state, scene.index, chosen);
  if ((key.return === true || key.rightArrow === true) && node !== undefined && chosen !== undefined) {
    const choice = { node: node.index, wasOver: chosen.place === 'finished' };
    return { ui: toPage({ ...ui, choice, view: 'detail' }, 'about') };
  }
  if (key.tab === true && chosen !== undefined) {
    const next = nextUrgent(scene.index, chosen, key.shift === true ? -1 : 1);
    return { ui: next === undefined ? ui : { ...ui, choice: next } };
  }
  const move = moveOf(press, scene.rows);
  const choice = move === 0 || chosen === undefined ? undefined : moveBy(scene.index, chosen, move);
  return { ui: choice === undefined ? ui : { ...ui, choice } };
}

/** A key of the chosen step: a command, or a form that asks for its reason. */
function actOn(ui: Ui, input: string, { state, index, me }: Scene): Pressed | undefined {
  const chosen = locate(state, index, ui.choice);
  const node = nodeAt(state, index, chosen);
  if (node === undefined || chosen === undefined) return undefined;
  const choice = { node: node.index, wasOver: chosen.place === 'finished' };
  const found = keysFor(viewStep(state, node, state.lastAt), me, state.verdict !== undefined).find(
    ({ key }) => key === input,
  );
  let pressed: Pressed | undefined;
  found?.act({
    open(spec) {
      pressed = { ui: { ...ui, choice, form: { node: node.index, place: chosen.place, spec } } };
    },
    send(command) {
      pressed = { ui, command };
    },
  });
  return pressed;
}

function pressInDetail(ui: Ui, press: Press, { lines, rows }: Scene): Ui {
  const { input, key } = press;
  if (key.escape === true || key.backspace === true || key.delete === true) return { ...ui, view: 'list' };
  const named = pages[Number(input) - 1];
  if (named !== undefined) return toPage(ui, named);
  const turn =
    key.rightArrow === true || (key.tab === true && key.shift !== true)
      ? 1
      : key.leftArrow === true || key.tab === true
        ? -1
        : 0;
  if (turn !== 0) return toPage(ui, pages[(pages.indexOf(ui.page) + turn + pages.length) % pages.length] ?? 'about');
  const move = moveOf(press, rows);
  if (move === 0) return ui;
  const last = Math.max(0, lines - rows);
  const from = Math.min(last, ui.scroll ?? (ui.page === 'output' ? last : 0));
  const to = Math.max(0, Math.min(last, from + move));
  // At its end the output is followed again.
  return ui.page === 'output' && to === last ? toPage(ui, 'output') : { ...ui, scroll: to };
}

/** The same without its form. */
export function closeForm({ form: _, ...ui }: Ui): Ui {
  return ui;
}

function toPage({ scroll: _, ...ui }: Ui, page: Page): Ui {
  return { ...ui, page };
}

/** By how many rows a key moves; 0 for all other keys. */
function moveOf({ input, key }: Press, rows: number): number {
  const page = Math.max(1, rows - 2);
  if (key.upArrow === true || input === 'k') return -1;
  if (key.downArrow === true || input === 'j') return 1;
  if (key.pageUp === true) return -page;
  if (key.pageDown === true || input === ' ') return page;
  if (key.home === true || input === 'g') return Number.NEGATIVE_INFINITY;
  return key.end === true || input === 'G' ? Number.POSITIVE_INFINITY : 0;
}

function typeJump({ jump: _, ...ui }: Ui, jump: string, { input, key }: Press, { state, index }: Scene): Ui {
  if (key.escape === true || key.return === true) return ui;
  const isErasing = key.backspace === true || key.delete === true;
  if (isErasing && jump === '') return ui;
  const text = isErasing
    ? [...jump].slice(0, -1).join('')
    : key.ctrl === true || key.meta === true
      ? jump
      : jump + showText(input).replaceAll('\n', ' ');
  const from = locate(state, index, ui.choice);
  const found = text === '' || from === undefined ? undefined : findStep(state, index, from, text);
  return { ...ui, jump: text, ...(found === undefined ? {} : { choice: found }) };
}
