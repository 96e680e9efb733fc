import { afterAll, describe, expect, it } from 'vitest';
import { type HttpCauseName, httpCauses } from '../../../plugins/test/gates/http-causes.ts';
import { httpRows } from '../../../plugins/test/gates/http-rows.ts';
import { sweepHttp } from '../../../plugins/test/gates/sweep-http.ts';
import { recordFigure } from '../figures.ts';

const causes = Object.keys(httpCauses) as HttpCauseName[];
let tried = 0;
let harmless = 0;

afterAll(() => {
  recordFigure('Gates', 'steps that ask a service x what can be odd about it', `${httpRows.length} x ${causes.length}`);
  recordFigure('Gates', 'requests from which on a service misbehaved', tried);
  recordFigure('Gates', 'of these, told to be harmless, with a reason', harmless);
});

describe.each(httpRows.map((row) => [row.title, row] as const))('%s', (_, row) => {
  it.each(causes)('stays shut when the service %s, at whichever request', async (cause) => {
    const swept = await sweepHttp(row, cause);
    tried += swept.tried;
    harmless += swept.harmless;
    expect(swept.opened).toEqual([]);
  });
});
