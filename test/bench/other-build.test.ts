import { expect, test } from 'vitest'
import { buildOther } from '../../bench/measure/other-build.ts'

test('a name that git does not know, or that looks like an option, is refused before anything is made', () => {
  for (const ref of ['no-such-commit', '--all', ''])
    expect(() => buildOther(ref)).toThrow('expected a commit, got a name that git does not know')
})
