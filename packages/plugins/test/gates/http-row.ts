import type { StepType } from '@checklist/engine';
import type { Misbehaviour, StandIn } from '../../src/stand-in/stand-in.ts';
import type { HttpCauseName, HttpTraits } from './http-causes.ts';
import type { Gate } from './pass-gate.ts';

/** A gate whose service can misbehave. */
export interface HttpGate extends Gate {
  readonly standIn: Pick<StandIn, 'requests' | 'misanswered'>;
}

/** One step that asks a service, and which causes do it no harm. */
export interface HttpRow extends HttpTraits {
  readonly stepType: StepType;
  readonly title: string;
  make(misbehave: readonly Misbehaviour[]): Promise<HttpGate>;
  readonly harmless?: Harmless;
}

/** Why a cause is none here, at the requests that match `<number> <method> <path>`. */
export type Harmless = { readonly [K in HttpCauseName]?: { readonly at: RegExp; readonly why: string } };

/** A wait whose time is up looks once more, and that look may take its time: what ended meanwhile has ended. */
export function lateLooks(at: RegExp): Harmless {
  return { 'does not answer in time': { at, why: 'the last look has a minute, and was answered within it' } };
}
