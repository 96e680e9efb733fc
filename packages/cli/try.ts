import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { readChecklist, printDiagnostic, buildRunScope, parseTemplate, resolveMatrices, createFileHost } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { readFileSync } from 'node:fs';
import { readScenario } from './src/rehearse/read-scenario.ts';
import { makeSandbox, git } from './src/rehearse/sandbox.ts';
import { rehearse } from './src/rehearse/rehearse.ts';
const root='/work/main';
const name=process.argv[2] ?? 'all_green';
const loaded = readChecklist('checklists/release.yaml', { directory: root, stepTypes: builtinStepTypes });
if (!loaded.ok) { for (const d of loaded.error) console.log(printDiagnostic(d, (f)=>readFileSync(join(root,f),'utf8'))); process.exit(3); }
const scenario = readScenario(join(root,'checklists/release.scenarios',name+'.yaml'));
if (!scenario.ok) { console.log(scenario.error); process.exit(3); }
const sandbox = makeSandbox(mkdtempSync('/tmp/reh-'), scenario.value, process.env);
console.log(sandbox.root);
const inputs: any = {};
for (const [id,i] of Object.entries(loaded.value.checklist.inputs)) inputs[id] = (scenario.value.inputs as any)?.[id] ?? i.default;
const commit = git(sandbox, sandbox.work, 'rev-parse', inputs.commit);
const items = resolveMatrices(loaded.value.checklist.items, (t)=>{const p=parseTemplate(t); if(!p.ok) throw new Error('x'); const s=buildRunScope({checklist:loaded.value.checklist, runId:'r', inputs, starter:scenario.value.starter, startedAt:0}); return p.value.render((s as any).value);});
if (!items.ok) throw new Error(items.error.message);
const checklist = {...loaded.value.checklist, items: items.value};
const host = createFileHost({directory: sandbox.work, env: sandbox.env, now: Date.now});
const started = await host.start({runId:'r1', checklist, inputs, commit, starter: scenario.value.starter, ...(scenario.value.profile ? {profile: scenario.value.profile}: {})});
console.log(started);
const t=performance.now();
const end = await rehearse({scenario: scenario.value, sandbox, checklist, stepTypes: builtinStepTypes, runId:'r1', signal: new AbortController().signal,
 onEvents: (es)=>{ for (const e of es) if (['attempt-ended','question-asked','preflight-ended','command-refused','run-ended'].includes(e.type)) console.log(((performance.now()-t)/1000).toFixed(2), e.type, (e as any).step ?? '', (e as any).verdict ?? '', (e as any).ask?.kind ?? '', (e as any).failure?.message ?? '', (e as any).reason ?? '', (e as any).note ?? '', JSON.stringify((e as any).lacks ?? '')); }, onProgress: ()=>{}});
if (!end.ok) console.log(end.error); else console.log(end.value.exitCodes, end.value.differences);
