// @ts-check

/**
 * @param {readonly number[]} values
 * @returns {number} the middle one, between two the mean of both; NaN of none
 */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (lower + upper) / 2
}

/**
 * @param {readonly number[]} values
 * @param {number} share from 0 to 1
 * @returns {number} the value that this share of all does not exceed; NaN of
 *   none
 */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = Math.max(Math.ceil(share * sorted.length), 1)
  return sorted[rank - 1] ?? Number.NaN
}
