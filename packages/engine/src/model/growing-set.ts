/**
 * An immutable set of texts that mostly grows by one: what grew out of another shares its entries with it, so that a fold over
 * thousands of commands does not copy all ids for each.
 */
export class GrowingSet {
  readonly size: number;
  /** The place of each entry; entries from `size` on belong to sets that grew out of this one. */
  readonly #places: Map<string, number>;

  private constructor(places: Map<string, number>, size: number) {
    this.#places = places;
    this.size = size;
  }

  static empty(): GrowingSet {
    return new GrowingSet(new Map(), 0);
  }

  has(text: string): boolean {
    return (this.#places.get(text) ?? this.size) < this.size;
  }

  with(text: string): GrowingSet {
    if (this.has(text)) return this;
    // Somebody else grew out of this set already: the two part.
    const places = this.#places.size === this.size ? this.#places : new Map([...this.#places].slice(0, this.size));
    return new GrowingSet(places.set(text, this.size), this.size + 1);
  }

  *[Symbol.iterator](): IterableIterator<string> {
    for (const [text, place] of this.#places) if (place < this.size) yield text;
  }
}
