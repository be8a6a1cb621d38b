import { testFormat } from './table.ts'

testFormat('ecs')
