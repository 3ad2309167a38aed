// @ts-check
import { median } from "./statistics.mjs"

/**
 * What a figure must come to: so many times the other's, or so much at most; or
 * nothing, where it is told so that another is not misread.
 * @typedef {{ kind: "times at least", bound: number } | { kind: "times at most", bound: number } | { kind: "at most", bound: number } | { kind: "told" }} Goal
 */

/**
 * What a figure measured: one value a run, and beside each the other's of the
 * same run.
 * @typedef {object} Finding
 * @property {string} figure its name in the goals, such as P1
 * @property {string} what
 * @property {string} unit of the values, such as events/s
 * @property {readonly number[]} ours
 * @property {{ name: string, values: readonly number[] } | null} theirs null
 *   where there is nobody to compare with
 * @property {Goal} goal
 */

/**
 * @typedef {object} Verdict
 * @property {number} ours median of the runs
 * @property {number | null} theirs median of the runs
 * @property {number | null} ratio ours divided by theirs
 * @property {boolean | null} reached null where there is nothing to reach
 */

/**
 * @param {Finding} finding
 * @returns {Verdict} a value that could not be taken (NaN) reaches no goal
 */
export function judge({ ours, theirs, goal }) {
  const own = median(ours)
  const other = theirs ? median(theirs.values) : null
  const ratio = other === null ? null : own / other
  const reached = () => {
    switch (goal.kind) {
      case "times at least":
        return ratio !== null && ratio >= goal.bound
      case "times at most":
        return ratio !== null && ratio <= goal.bound
      case "at most":
        return own <= goal.bound
      case "told":
        return null
    }
  }
  return { ours: own, theirs: other, ratio, reached: reached() }
}
