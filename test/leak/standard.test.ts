import { testFormat } from './table.ts'

testFormat('standard')
