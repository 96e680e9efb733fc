import { fail, ok, type Result } from '@checklist/engine';
import { Document, isScalar, visit, type YAMLMap, YAMLSeq } from 'yaml';
import { type Draft, type DraftItem, draftChecklist } from './draft-checklist.ts';
import type { Note } from './guide-model.ts';
import { readGuide } from './read-guide.ts';

/** A checklist that was made of a guide, and what could not be decided. */
export interface Imported {
  readonly yaml: string;
  readonly notes: readonly Note[];
}

const sizeLimit = 1_000_000;
const tooDeep = /^(?:[ \t]*(?:[-*+>]|\d+[.)])){50}|^[ \t]{400}[ \t]*\S/m;

/** Makes a checklist of the text of a guide; the error says why it cannot be one. */
export function importGuide(text: string, id: string | undefined): Result<Imported, string> {
  if (text.includes('\0') || text.includes('\uFFFD'))
    return fail('holds bytes that are no text, expected Markdown in UTF-8');
  if (text.length > sizeLimit) return fail('is larger than 1 MB, expected a guide for people');
  if (tooDeep.test(text.replaceAll(/^[-*_ \t]+$/gm, '')))
    return fail('is nested more than 50 deep, expected a guide for people');
  const draft = draftChecklist(readGuide(text), id);
  if (draft.items.length === 0) return fail('says nothing that is to be done, expected a list, a table or commands');
  return ok({ yaml: writeDraft(draft), notes: draft.notes });
}

function writeDraft({ head, items }: Draft): string {
  const document = new Document({ ...head });
  document.commentBefore = ' yaml-language-server: $schema=./checklist.schema.json';
  document.set('steps', writeItems(document, items));
  visit(document, { Map: (_key, map) => setFlow(map), Seq: (_key, seq) => setFlowOfList(seq) });
  return document.toString({ lineWidth: 0 });
}

/** Short options stand on one line. */
function setFlow(map: YAMLMap): void {
  const isPlain = map.items.every(({ value }) => isScalar(value) && !String(value.value).includes('\n'));
  map.flow = isPlain && !map.has('id') && JSON.stringify(map).length < 110;
}

function setFlowOfList(seq: YAMLSeq): void {
  seq.flow = seq.items.every((item) => isScalar(item)) && JSON.stringify(seq).length < 110;
}

function writeItems(document: Document, items: readonly DraftItem[]): YAMLSeq {
  const seq = new YAMLSeq();
  for (const { line, value, items: inner } of items) {
    const node = document.createNode(value, { aliasDuplicateObjects: false }) as YAMLMap;
    node.commentBefore = ` line ${line}`;
    if (inner !== undefined) node.set('steps', writeItems(document, inner));
    seq.add(node);
  }
  return seq;
}
