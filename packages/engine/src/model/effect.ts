/** What a step type does to the world, from the mildest to the strictest. */
export const effects = ['reads', 'local', 'reversible', 'irreversible'] as const;

export type Effect = (typeof effects)[number];

/** Tells whether `a` asks for more care than `b`. */
export function isStricter(a: Effect, b: Effect): boolean {
  return effects.indexOf(a) > effects.indexOf(b);
}
