/** One step of each type that works on this machine, with the value `V` wherever a template may stand. */
export const localSteps: Readonly<Record<string, object>> = {
  argv: { type: 'shell', with: { command: ['printf', '%s', 'V'], outputs: { text: { stdout: 'text' } } } },
  env: {
    type: 'shell',
    with: { script: 'printf %s "$VALUE"', env: { VALUE: 'V' }, outputs: { text: { stdout: 'text' } } },
  },
  unquoted: { type: 'shell', with: { script: 'echo $VALUE', env: { VALUE: 'V' } } },
  program: { type: 'shell', with: { command: ['V'] } },
  cwd: { type: 'shell', with: { command: ['true'], cwd: 'V' } },
  output_file: {
    type: 'shell',
    with: { command: ['true'], outputs: { text: { file: 'V', format: 'text' } } },
  },
  undoable: { type: 'shell', with: { command: ['true'] }, undo: { command: ['printf', '%s', 'V'] } },
  fails: { type: 'shell', with: { script: 'printf "%s\\n" "$VALUE"; exit 3', env: { VALUE: 'V' } } },
  asks: { type: 'manual', with: { instructions: 'V', questions: { seen: { type: 'text', label: 'Seen' } } } },
  confirms: {
    type: 'shell',
    effect: 'irreversible',
    with: { command: ['printf', '%s', 'V'], env: { VALUE: 'V' } },
  },
  waits: { type: 'wait', with: { until: 'V' } },
  writes: { type: 'file.write', with: { path: 'V', content: 'V' } },
  writes_text: { type: 'file.write', with: { path: 'written/{{matrix.n}}', content: 'V' } },
  clean: { type: 'git.clean', with: { ignore: ['V', 'written'] } },
  branch: { type: 'git.branch', with: { name: 'V', at: '{{run.commit}}', push: 'origin' } },
  branch_at: { type: 'git.branch', with: { name: 'b', at: 'V', push: 'V' } },
  commits: { type: 'git.commits_since', with: { since: 'V', until: 'V' } },
  commit_file: {
    type: 'git.commit_file',
    with: { branch: 'V', parent: '{{run.commit}}', path: 'V', content: 'V', message: 'V' },
  },
  commit_text: {
    type: 'git.commit_file',
    with: { branch: 'notes{{matrix.n}}', parent: '{{run.commit}}', path: 'N.md', content: 'V', message: 'V' },
  },
  tag: { type: 'git.tag', with: { name: 'V', at: '{{run.commit}}', message: 'V' } },
  tag_text: { type: 'git.tag', with: { name: 't{{matrix.n}}', at: '{{run.commit}}', message: 'V' } },
  push_tag: { type: 'git.push_tag', with: { name: 'V', at: '{{run.commit}}', remote: 'origin' } },
  push_tag_to: { type: 'git.push_tag', with: { name: 't', at: '{{run.commit}}', remote: 'V' } },
  reachable: { type: 'git.reachable', with: { commit: 'V', branch: 'V', remote: 'V' } },
  delete_branch: { type: 'git.delete_branch', with: { name: 'V', remote: 'V' } },
  checkpoint: { type: 'checkpoint.files', with: { path: 'V' } },
};

/** A checklist in which every step gets the value that a program gave as JSON, one instance for each of so many values. */
export function makeHostileChecklist(count: number): string {
  const value = '{{steps.say.outputs.text}}';
  const say = {
    ...{ id: 'say', title: 'Say', type: 'shell', effect: 'reads' },
    with: { command: ['cat', 'values/{{matrix.n}}.json'], outputs: { text: { stdout: 'json' } } },
  };
  const steps = Object.entries(localSteps).map(([id, step]) => {
    const filled = JSON.parse(JSON.stringify(step).replaceAll('"V"', JSON.stringify(value))) as object;
    return { id, title: `Do ${id}`, needs: ['say'], ...filled };
  });
  return JSON.stringify({
    ...{ version: 1, id: 'hostile', title: 'Hostile', commit: 'HEAD' },
    inputs: { plain: { type: 'string', default: 'touch pwned' } },
    steps: [
      {
        ...{ id: 'all', title: 'All', matrix: { n: Array.from({ length: count }, (_, n) => n) } },
        parallel: true,
        steps: [say, ...steps],
      },
    ],
  });
}
