import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import type { Json } from '../model/json.ts';
import { keyText, placeOf } from './places.ts';
import type { SourceText } from './source-text.ts';

/** How deep values may be nested. */
const depthLimit = 100;

/** How many values aliases may stand for, on top of what the file spells out. */
const aliasLimit = 100_000;

/** A value with its measures once every alias is replaced by what it stands for. */
interface Measured {
  readonly value: Json;
  readonly size: number;
  readonly height: number;
}

const nothing: Measured = { value: null, size: 1, height: 0 };

/** Makes plain JSON of a YAML tree. Aliases share their value, so that an alias bomb costs nothing until it is found. */
export class YamlToJson {
  readonly diagnostics: Diagnostic[] = [];
  /** What each alias stands for. */
  readonly targets = new Map<Node, Node>();
  /** The value cannot be used, whatever else is right. */
  isHopeless = false;
  readonly #source: SourceText;
  readonly #anchors = new Map<string, { readonly node: Node; readonly measured?: Measured }>();

  constructor(source: SourceText) {
    this.#source = source;
  }

  convert(root: Node): Json {
    return this.#convert(root, 0).value;
  }

  #convert(node: Node | null, depth: number): Measured {
    if (node === null || this.isHopeless) return nothing;
    if (isAlias(node)) return this.#checked(node, depth, this.#alias(node));
    if (depth > depthLimit) return this.#stopDeep(node);
    const { anchor } = node as Scalar | YAMLMap | YAMLSeq;
    if (anchor !== undefined) this.#anchors.set(anchor, { node });
    const measured = this.#checked(node, depth, this.#content(node, depth));
    if (anchor !== undefined) this.#anchors.set(anchor, { node, measured });
    return measured;
  }

  #content(node: Node, depth: number): Measured {
    if (isMap(node)) return this.#map(node, depth);
    if (isSeq(node)) return this.#list(node, depth);
    return isScalar(node) ? this.#scalar(node) : nothing;
  }

  #checked(node: Node, depth: number, measured: Measured): Measured {
    if (depth + measured.height > depthLimit) return this.#stopDeep(node);
    if (measured.size <= aliasLimit + this.#source.text.length) return measured;
    const message = `aliases make this file stand for more than ${aliasLimit} values`;
    return this.#stop('alias-bomb', node, message, 'write out what is needed instead of repeating it by alias');
  }

  #map(node: YAMLMap, depth: number): Measured {
    const value: Record<string, Json> = {};
    let size = 1;
    let height = 0;
    for (const pair of node.items) {
      const key = keyText(pair);
      if (Object.hasOwn(value, key)) {
        const message = `the key "${key}" stands twice in the same mapping`;
        this.#report('duplicate-key', pair.key as Node, message, 'keep one of the two');
        continue;
      }
      const part = this.#convert(pair.value as Node | null, depth + 1);
      size += part.size;
      height = Math.max(height, part.height + 1);
      // Plain assignment to this name would set the prototype.
      if (key === '__proto__') Object.defineProperty(value, key, { value: part.value, enumerable: true });
      else value[key] = part.value;
    }
    return { value, size, height };
  }

  #list(node: YAMLSeq, depth: number): Measured {
    const parts = node.items.map((item) => this.#convert(item as Node | null, depth + 1));
    return {
      value: parts.map((part) => part.value),
      size: parts.reduce((size, part) => size + part.size, 1),
      height: parts.reduce((height, part) => Math.max(height, part.height + 1), 0),
    };
  }

  #scalar(node: Scalar): Measured {
    const { value } = node;
    if (typeof value === 'string') return { value, size: 1 + (value.length >> 6), height: 0 };
    if (value === null || typeof value === 'boolean') return { value, size: 1, height: 0 };
    // JSON has no infinity: what is written so counts as the text that it is.
    return { value: Number.isFinite(value) ? Number(value) : (node.source ?? ''), size: 1, height: 0 };
  }

  #alias(alias: Alias): Measured {
    const anchor = this.#anchors.get(alias.source);
    if (anchor === undefined) {
      const message = `the alias "*${alias.source}" has no anchor "&${alias.source}" above it`;
      return this.#stop('bad-yaml', alias, message, 'write a text that begins with "*" in quotes');
    }
    this.targets.set(alias, anchor.node);
    if (anchor.measured !== undefined) return anchor.measured;
    const message = `the alias "*${alias.source}" stands inside the value that it repeats`;
    return this.#stop('alias-bomb', alias, message, 'write out what is needed instead of repeating it by alias');
  }

  #stopDeep(node: Node): Measured {
    return this.#stop('too-deep', node, `values are nested more than ${depthLimit} deep`, 'use fewer levels');
  }

  #stop(code: DiagnosticCode, node: Node, message: string, hint: string): Measured {
    if (!this.isHopeless) this.#report(code, node, message, hint);
    this.isHopeless = true;
    return nothing;
  }

  #report(code: DiagnosticCode, node: Node, message: string, hint: string): void {
    this.diagnostics.push({ code, message, place: placeOf(this.#source, node), hint });
  }
}
