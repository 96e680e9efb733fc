import type { Draft, Entry } from './draft.ts';
import { listKnown, type ReferenceFault } from './reference-fault.ts';
import type { Report } from './report.ts';
import type { WrittenText } from './texts.ts';

const stepFields = ['status', 'title', 'answered_by', 'ended_at', 'outputs'];

/** Tells what is wrong with `steps.<id>...` or `outputs.<name>`, apart from the order of steps. */
export function checkStepReference(
  [root, ...path]: readonly string[],
  text: WrittenText,
  draft: Draft,
  report: Report,
): ReferenceFault | undefined {
  if (root === 'outputs') return checkOwnOutput(path[0], text, report);
  if (text.entry === undefined) {
    const reason =
      text.isMatrix === true ? 'the matrix is made before the first step' : 'it is filled before the first step';
    return { code: 'not-upstream', reason, hint: 'read the step where its output is used' };
  }
  const [id, field, name] = path;
  if (id === undefined) return undefined;
  const step = draft.byId.get(id);
  if (step === undefined) {
    return {
      code: 'unknown-step',
      reason: `no step has the id "${id}"`,
      hint: report.didYouMean(id, draft.byId.keys()),
    };
  }
  if (field === 'outputs') return name === undefined ? undefined : checkOutput(step, name, report);
  if (field === undefined || stepFields.includes(field)) return undefined;
  const isOutput = step.item.kind === 'step' && step.item.outputs.includes(field);
  const hint = isOutput ? `write "steps.${id}.outputs.${field}"` : report.didYouMean(field, stepFields);
  const reason = `a step has no "${field}"`;
  return { code: 'unknown-reference', reason, hint: hint ?? listKnown('its fields', stepFields) };
}

function checkOwnOutput(name: string | undefined, text: WrittenText, report: Report): ReferenceFault | undefined {
  if (text.entry === undefined || text.seesOwnOutputs !== true) {
    const hint = 'write "steps.<id>.outputs.<name>" for the output of another step';
    return {
      code: 'unknown-reference',
      reason: 'only "expect", "until" and "undo" see the outputs of their own step',
      hint,
    };
  }
  return name === undefined ? undefined : checkOutput(text.entry, name, report);
}

function checkOutput({ item, doubts }: Entry, name: string, report: Report): ReferenceFault | undefined {
  if (item.kind === 'group') {
    const hint = 'read the output of a step in the group';
    return { code: 'unknown-output', reason: `"${item.id}" is a group, and only steps have outputs`, hint };
  }
  if (doubts.has('outputs') || item.outputs.includes(name)) return undefined;
  const hint = report.didYouMean(name, item.outputs) ?? listKnown('its outputs', item.outputs);
  return { code: 'unknown-output', reason: `step "${item.id}" declares no output "${name}"`, hint };
}
