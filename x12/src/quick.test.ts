import { expect, test } from 'vitest'
import { goldenFiles } from './golden.ts'
import { slowSegments } from './quick.ts'

// Speed is not asserted as a time. What makes it is: a sound segment is looked at as bytes and never made into text.

test.each(goldenFiles().filter(({ isSound }) => isSound))(
  '$guide: no segment of $name is made into text',
  ({ bytes }) => {
    expect(slowSegments(bytes)).toEqual([])
  },
)
