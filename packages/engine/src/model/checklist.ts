import type { Effect } from './effect.ts';
import type { Json, JsonObject } from './json.ts';
import type { Contact } from './person.ts';

/** A typed value that the operator gives when a run starts. */
export interface Input {
  readonly type: 'string' | 'number' | 'boolean' | 'list';
  readonly description?: string;
  readonly default?: Json;
  readonly pattern?: string;
  readonly choices?: readonly Json[];
}

/** Where a secret's value comes from, and the variable under which a child process receives it. */
export interface Secret {
  readonly env: string;
  readonly command?: readonly [string, ...string[]];
}

/** A choice of steps in the same file. */
export interface Profile {
  readonly description?: string;
  /** Ids of items that this profile leaves out. */
  readonly skip: readonly string[];
  /** When given, only these items (and what they hold) are run. */
  readonly only?: readonly string[];
  /** Options on top of a step's `with`, by step id. */
  readonly relax: Readonly<Record<string, JsonObject>>;
}

/** An expression (CEL) that must hold, with the name that people see. */
export interface Expectation {
  readonly name: string;
  readonly that: string;
}

/** How often an attempt that failed is made again; delays in milliseconds. */
export interface Retry {
  /** All attempts, the first one included. */
  readonly attempts: number;
  readonly delay: number;
  /** What each further delay is multiplied with. */
  readonly factor: number;
  readonly maxDelay: number;
}

/** How a step that only reads is made again until an expression holds; times in milliseconds. */
export interface Poll {
  readonly until: string;
  readonly every: number;
  readonly timeout: number;
  /** For so long, a failed read counts as "not yet". */
  readonly grace: number;
}

/** What groups and steps have in common. */
export interface ItemHead {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly when?: string;
  /** Changes when what `when` says changes. */
  readonly whenDigest?: string;
  /** Replaces the rule that an item waits for the one above it. */
  readonly needs?: readonly string[];
  /** Names and their values; one instance for each combination. A string is a template that yields a list. */
  readonly matrix?: Readonly<Record<string, readonly Json[] | string>>;
  /** The id of the contact who is responsible. */
  readonly owner?: string;
}

/** An item that holds items. */
export interface Group extends ItemHead {
  readonly kind: 'group';
  readonly parallel: boolean;
  /** How many steps of this group may be under way at once. */
  readonly limit?: number;
  readonly items: readonly Item[];
  /** Run when the group ends, whatever happened, if it had begun. */
  readonly finally: readonly Item[];
  /** Where a refused sign-off inside the group goes back to. */
  readonly backTo?: string;
}

/** An item that does something. */
export interface Step extends ItemHead {
  readonly kind: 'step';
  readonly type: string;
  readonly with: JsonObject;
  /** The step type's effect, or the stricter one that the step asks for. */
  readonly effect: Effect;
  readonly expect: readonly Expectation[];
  readonly retry?: Retry;
  /** Milliseconds for one attempt. */
  readonly timeout?: number;
  /** Ask before each start, whatever the effect; with a template of the word that has to be typed. */
  readonly confirm?: boolean | { readonly word: string };
  /** Markdown: how to do it by hand; any automated step can be done by hand instead. */
  readonly manual?: string;
  readonly poll?: Poll;
  /** Milliseconds after which those concerned are warned; never ends anything. */
  readonly deadline?: number;
  readonly secrets: readonly string[];
  /** Names of declared outputs. */
  readonly outputs: readonly string[];
  /** A program that takes the step's effect back. */
  readonly undo?: { readonly command: readonly [string, ...string[]] };
  /** Its result is somebody's word, which holds for this text and for no other. */
  readonly isSignOff?: true;
  /** Changes when what the step does or asks changes, values and contacts that it reads included; titles and positions do not count. */
  readonly digest: string;
}

export type Item = Group | Step;

/** Of what people who look elsewhere are told, by the way in which they are told. */
export type Notify = Readonly<
  Partial<Record<'bell' | 'desktop' | 'discord', readonly ('waiting' | 'failed' | 'ended')[]>>
>;

/** The validated form of a checklist file; plain JSON, so that a journal can hold it. */
export interface Checklist {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** Template of a git revision; resolved when a run starts. */
  readonly commit?: string;
  readonly contacts: Readonly<Record<string, Contact>>;
  readonly inputs: Readonly<Record<string, Input>>;
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Secret>>;
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly notify?: Notify;
  readonly items: readonly Item[];
  /** Of the file's text. */
  readonly digest: string;
}
