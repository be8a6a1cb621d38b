import { testRandom } from './random.ts'

testRandom(2)
