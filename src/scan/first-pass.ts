/**
 * Whether a line may hold anything, without taking it apart.
 *
 * In: a line (JSON, from an offset outside of a string) or a text. Out: false, or true: the exact scan must look.
 * Promise: false means that the exact scan finds nothing. Evidence counts as given wherever its words stand in the
 * line, and evidence against is not weighed: the error is always on the side of looking.
 */

import {
  type CandidateList,
  createCandidateList,
  KIND_ESCAPE,
  KIND_PERCENT,
  STRIDE
} from './candidate-list.ts'
import { candidateSuspicious } from './candidate-pass.ts'
import { collectCandidates } from './candidates.ts'
import { stringSuspicious, textSuspicious } from './decoded-pass.ts'
import { stringEnd } from './json-tree.ts'
import { createLineState, forgetPlaces, type LineState, resetLine } from './line-state.ts'
import type { Plan } from './plan.ts'
import { mayRise, searches } from './raised-pass.ts'

/** As deep as the exact scan decodes, and one more. */
const MAX_DEPTH = 8

export type FirstPass = {
  mayHold(text: string, from: number, json: boolean): boolean
  /** The candidates of the text that was looked at last, if it was this one as JSON: the exact scan comes right behind. */
  candidatesOf(text: string, from: number): CandidateList | null
}

export function createFirstPass(plan: Plan): FirstPass {
  const state = createLineState(plan, holds)
  let last = ''
  let lastFrom = -1
  return {
    candidatesOf: (text, from) =>
      from === lastFrom && text === last ? (state.lists[0] ?? null) : null,
    mayHold(text, from, json) {
      resetLine(state)
      state.budget = LEAST_BUDGET + DECODED_TIMES * text.length
      last = text
      lastFrom = json ? from : -1
      return (
        looksSuspicious(state, text, from, json, 0) ||
        mayRise(state, text, json) ||
        (state.columns && state.values)
      )
    }
  }
}

/** Ways to decode a text multiply: what decodes to so many times its length is looked at. */
const DECODED_TIMES = 16
const LEAST_BUDGET = 20_000

function looksSuspicious(
  state: LineState,
  text: string,
  from: number,
  json: boolean,
  depth: number
): boolean {
  if (depth > MAX_DEPTH) return true
  const { plan, lists } = state
  let list = lists[depth]
  if (list === undefined) {
    list = createCandidateList()
    lists[depth] = list
  }
  collectCandidates(text, from, json, plan.candidates, list)
  for (const detector of plan.everywhere) if (searches(detector, text)) return true
  return listSuspicious(state, text, list, json, depth)
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: decoding is decided over all candidates of a string
function listSuspicious(
  state: LineState,
  text: string,
  list: CandidateList,
  json: boolean,
  depth: number
): boolean {
  let decodedTo = -1
  for (let i = 0; i < list.length; i += STRIDE) {
    const kind = list.items[i] as number
    if (kind !== KIND_ESCAPE && kind !== KIND_PERCENT) {
      if (candidateSuspicious(state, text, list, i, json, depth)) return true
    } else if ((list.items[i + 1] as number) >= decodedTo) {
      // one decoding a string, whatever the number of its escapes
      const start = json ? (list.items[i + 2] as number) : 0
      const inner = json ? stringAt(text, start) : text
      decodedTo = start + inner.length
      if (encodedSuspicious(state, text, list, start, inner, json, depth)) return true
    }
  }
  return false
}

function encodedSuspicious(
  state: LineState,
  text: string,
  list: CandidateList,
  start: number,
  inner: string,
  json: boolean,
  depth: number
): boolean {
  return json
    ? stringSuspicious(state, text, list, start, inner, depth)
    : textSuspicious(state, inner, depth)
}

/** The content of the JSON string that begins at `start`, as written; to the end of the text where it is not closed. */
function stringAt(text: string, start: number): string {
  const end = start <= 0 ? -1 : stringEnd(text, start - 1)
  return end === -1 ? text.slice(Math.max(0, start)) : text.slice(start, end - 1)
}

/** A text that was decoded from the line. Each is looked at once: percent-encoding and HTML lead to the same in either order. */
function holds(state: LineState, text: string | null, depth: number): boolean {
  if (text === null || state.texts.has(text)) return false
  state.budget -= text.length
  if (state.budget < 0) return true
  state.texts.add(text)
  const json = /^\s{0,64}[[{]/.test(text)
  forgetPlaces(state)
  // a document is looked at as such and as text: which of the two it is, the exact scan decides
  const suspicious =
    looksSuspicious(state, text, 0, json, depth + 1) || (json && looksAgain(state, text, depth + 1))
  forgetPlaces(state)
  return suspicious
}

function looksAgain(state: LineState, text: string, depth: number): boolean {
  forgetPlaces(state)
  return looksSuspicious(state, text, 0, false, depth)
}
