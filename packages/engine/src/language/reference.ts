/** A name of the scope that a template or an expression reads; offsets count in the text. */
export interface Reference {
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Why a text is no template or no expression; offsets count in the text. */
export interface SyntaxFault {
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}
