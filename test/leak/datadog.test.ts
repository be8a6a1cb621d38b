import { testFormat } from './table.ts'

testFormat('datadog')
