// The stretches of a source, cut small, so that what is made of one is small as well.
//
// A source gives a new buffer for each stretch, outside the heap. V8 frees one that is done with at its next collection
// of young objects, which garbage on the heap brings on; under a reader that makes none, 64 MB of them pile up, which is
// V8's own limit. So a little garbage is made: a quarter of what is read. Then collections come often enough that few
// buffers wait, and seldom enough that none sees two of them and counts as old, for the old wait for that limit again.

const mostAtOnce = 1 << 16
/** 16 KiB. */
const garbageLength = 2048
/** A place outside every function, or the garbage would be optimized away. */
const heap: { garbage: unknown[] } = { garbage: [] }

export async function* inSmallStretches(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of source)
    for (let at = 0; at < bytes.length; at += mostAtOnce) {
      heap.garbage = new Array(garbageLength)
      yield bytes.subarray(at, at + mostAtOnce)
    }
}
