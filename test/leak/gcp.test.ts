import { testFormat } from './table.ts'

testFormat('gcp')
