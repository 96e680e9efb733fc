/** Ends an exhaustive switch: the compiler refuses it when a case was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
