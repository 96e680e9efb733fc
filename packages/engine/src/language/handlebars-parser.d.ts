// The parser alone: the whole of Handlebars takes three times as long to load, and its own types do not tell the nodes apart.
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  /** Lines count from 1, columns from 0. */
  export interface Position {
    readonly line: number;
    readonly column: number;
  }

  interface Node {
    readonly loc: { readonly start: Position; readonly end: Position };
  }

  export interface Program {
    readonly body: readonly Statement[];
    readonly blockParams?: readonly string[];
  }

  export interface ContentStatement extends Node {
    readonly type: 'ContentStatement';
    readonly value: string;
  }

  export interface CommentStatement extends Node {
    readonly type: 'CommentStatement';
  }

  export interface PathExpression extends Node {
    readonly type: 'PathExpression';
    readonly data: boolean;
    readonly depth: number;
    readonly parts: readonly string[];
    readonly original: string;
  }

  export type Literal =
    | (Node & { readonly type: 'StringLiteral'; readonly value: string })
    | (Node & { readonly type: 'NumberLiteral'; readonly value: number })
    | (Node & { readonly type: 'BooleanLiteral'; readonly value: boolean })
    | (Node & { readonly type: 'NullLiteral' })
    | (Node & { readonly type: 'UndefinedLiteral' });

  interface Call extends Node {
    readonly path: PathExpression | Literal | SubExpression;
    readonly params: readonly Expression[];
    readonly hash?: Node;
  }

  export interface SubExpression extends Call {
    readonly type: 'SubExpression';
  }

  export type Expression = PathExpression | Literal | SubExpression;

  export interface MustacheStatement extends Call {
    readonly type: 'MustacheStatement';
  }

  export interface BlockStatement extends Call {
    readonly type: 'BlockStatement';
    readonly program?: Program;
    readonly inverse?: Program;
  }

  export interface UnusedStatement extends Node {
    readonly type: 'Decorator' | 'DecoratorBlock' | 'PartialStatement' | 'PartialBlockStatement';
  }

  export type Statement = ContentStatement | CommentStatement | MustacheStatement | BlockStatement | UnusedStatement;

  export function parse(text: string): Program;
}
