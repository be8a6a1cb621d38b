import { testFormat } from './table.ts'

testFormat('pino')
