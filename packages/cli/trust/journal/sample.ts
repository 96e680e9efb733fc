/** Steps that count in the world how often they were done, with a person between them. */
export const checklist = `version: 1
id: sample
title: Sample
steps:
  - { id: one, title: One, type: shell, with: { script: "echo one >> .git/world" } }
  - id: look
    title: Look
    type: manual
    with:
      instructions: Look.
      questions: { seen: { type: text, label: What do you see } }
  - { id: two, title: Two, type: shell, with: { script: echo two >> .git/world } }
`;

/** Every command that reads a run, or goes on with it. */
export const commands = [
  ['status', 'r'],
  ['resume', 'r'],
  ['report', 'r'],
  ['answer', 'r', 'look', 'seen=x'],
  ['skip', 'r', 'look', '--reason', 'none'],
  ['cancel', 'r', '--reason', 'none'],
  ['undo', 'r'],
] as const;
