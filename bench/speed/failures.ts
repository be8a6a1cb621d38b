/**
 * What makes a run worthless.
 *
 * In: a case's result. Out: one sentence for each wrong answer of the baselines and of logveil. Rivals' wrong answers are
 * shown in their table instead: they are what is being compared.
 */
import type { CaseResult, VariantResult } from './case-result.ts'

export function failuresOf(result: CaseResult): string[] {
  return result.variants
    .filter(({ variant }) => /^(pino|pino-defaults|pino-iso-time|logveil.*)$/.test(variant))
    .flatMap((variant) =>
      problemsOf(variant).map((problem) => `${result.name}: ${variant.variant} ${problem}`)
    )
}

function problemsOf({ variant, verdict }: VariantResult): string[] {
  const problems: string[] = []
  if (verdict.lines !== verdict.expectedLines)
    problems.push(`wrote ${verdict.lines} lines, not ${verdict.expectedLines}`)
  if (verdict.invalidJson > 0) problems.push(`wrote ${verdict.invalidJson} lines that are not JSON`)
  if (verdict.changed > 0) problems.push(`changed ${verdict.changed} clean values`)
  if (variant.startsWith('logveil') && verdict.leaked > 0)
    problems.push(`leaked ${verdict.leaked} of ${verdict.planted} planted values`)
  return problems
}
