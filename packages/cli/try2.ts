import { mkdtempSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { createFileHost, driveRunFile, systemClock } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
const N=1000;
const par = process.argv[2]==='par';
const dir=mkdtempSync('/tmp/b-');
const items=Array.from({length:N},(_,i)=>({kind:'step' as const,id:'s'+i,title:'s'+i,type:'shell',with:{command:['true']},effect:'local' as const,expect:[],secrets:[],outputs:['exit_code'],digest:'x'}));
const checklist={id:'b',title:'b',contacts:{},inputs:{},values:{},secrets:{},profiles:{},items: par?[{kind:'group' as const,id:'g',title:'g',parallel:true,limit:8,items,finally:[]}]:items,digest:'d'};
const host=createFileHost({directory:dir,env:{},now:Date.now});
await host.start({runId:'r',checklist,inputs:{},starter:{name:'x'}});
let t=performance.now();
const end = await driveRunFile({runId:'r',directory:dir,stepTypes:builtinStepTypes,env:process.env as any,clock:systemClock,signal:new AbortController().signal,concurrency:8,stayFor:()=>false,onEvents:()=>{},onProgress:()=>{}});
console.log('ours', ((performance.now()-t)/N).toFixed(2),'ms', end.ok && end.value.verdict, process.memoryUsage.rss()/1e6);
t=performance.now();
const one=()=>new Promise<void>(r=>{const c=spawn('true',[],{stdio:['ignore','pipe','pipe']});c.stdout.resume();c.stderr.resume();c.on('close',()=>r());});
if(!par) for(let i=0;i<N;i++) await one(); else { let i=0; await Promise.all(Array.from({length:8},async()=>{while(i<N){i++;await one();}})); }
console.log('bare', ((performance.now()-t)/N).toFixed(2));
