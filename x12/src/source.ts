// Where a typed value came from. The place is stamped on the value as a private field: it costs no table, keeps nothing
// alive, and neither JSON nor a comparison sees it.

export type Place = { readonly from: number; readonly until: number; readonly number: number }

class Same {
  constructor(node: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the subclass stamps its field on the object given
    return node
  }
}

class Stamp extends Same {
  #place: Place
  constructor(node: object, place: Place) {
    super(node)
    this.#place = place
  }
  static of(node: object): Place | undefined {
    return #place in node ? (node as Stamp).#place : undefined
  }
}

export const stamp = (node: object, place: Place): void => {
  new Stamp(node, place)
}

/** Which bytes of the file a typed segment or loop came from, and its first segment's number. */
export function sourceOf(node: object): { from: number; until: number; segment: number } | undefined {
  const place = Stamp.of(node)
  return place && { from: place.from, until: place.until, segment: place.number }
}
