import { afterAll, describe, expect, it } from 'vitest';
import { programCauses } from '../../../plugins/test/gates/program-causes.ts';
import { programRows } from '../../../plugins/test/gates/program-rows.ts';
import { sweepProgram } from '../../../plugins/test/gates/sweep-program.ts';
import { recordFigure } from '../figures.ts';

let tried = 0;
let isTrue = 0;

afterAll(() => {
  recordFigure(
    'Gates',
    'steps that run a program x what can be odd about it',
    `${programRows.length} x ${programCauses.length}`,
  );
  recordFigure('Gates', 'calls from which on a program misbehaved', tried);
  recordFigure('Gates', 'of these, passed although it lied, and rightly by the world', isTrue);
});

describe.each(programRows.map((row) => [row.title, row] as const))('%s', (_, row) => {
  it.each(programCauses)('stays shut when the program %s, at whichever call', async (cause) => {
    const swept = await sweepProgram(row, cause);
    tried += swept.tried;
    isTrue += swept.true;
    expect(swept.opened).toEqual([]);
  });
});
