import { stringify } from 'yaml';

/** What a first checklist is made of. */
export interface FirstChecklist {
  readonly id: string;
  readonly title: string;
  /** A command line of the shell that must succeed before anything is tagged; empty for none. */
  readonly check: string;
  /** The git remote that the tag is pushed to; empty for none. */
  readonly remote: string;
}

/** The text of a small checklist that runs at once: it checks, asks a person, and tags. */
export function firstChecklist({ id, title, check, remote }: FirstChecklist): string {
  return `# yaml-language-server: $schema=./checklist.schema.json
version: 1
id: ${id}
title: ${scalar(title.replaceAll(/\{(?=\{)/g, '{ '))}
commit: "{{inputs.commit}}" # pinned when a run starts

inputs:
  version: { type: string, description: Version to release, pattern: '^[0-9][0-9A-Za-z.-]*$' }
  commit: { type: string, description: Commit to release, default: HEAD }
values:
  tag: v{{inputs.version}}

steps:
  - id: clean_tree
    title: The working tree is clean
    type: git.clean
${check === '' ? '' : checkStep(check)}  - id: notes
    title: Write the release notes
    type: manual
    with:
      instructions: What changed for those who use it?
      questions:
        notes: { type: text, label: Release notes (Markdown), multiline: true }
  - id: tag
    title: Create the release tag
    type: git.tag
    with:
      name: "{{values.tag}}"
      at: "{{run.commit}}"
      message: |
        ${title.replaceAll(/[{}\s]+/g, ' ').trim()} {{inputs.version}}

        {{steps.notes.outputs.notes}}
${remote === '' ? '' : pushStep(remote)}`;
}

function checkStep(check: string): string {
  return `  - id: checks
    title: The checks pass
    type: shell
    with: { script: ${scalar(check)} }
`;
}

function pushStep(remote: string): string {
  return `  - id: push_tag
    title: Push the release tag
    type: git.push_tag # cannot be taken back: asks first
    confirm: { word: "{{values.tag}}" }
    with: { name: "{{values.tag}}", at: "{{run.commit}}", remote: ${scalar(remote)} }
`;
}

/** A text as YAML takes it, on one line and also within a mapping in braces. */
function scalar(text: string): string {
  return stringify(text, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trim();
}
