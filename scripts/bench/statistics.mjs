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
 * How time grows with size: the slope of a straight line through the logarithms
 * of both, by least squares. 1 where twice as much takes twice as long, 2 where
 * it takes four times as long.
 * @param {readonly { size: number, time: number }[]} points of two sizes at
 *   least, none of them 0
 * @returns {number} NaN where there is nothing to compare
 */
export function growthExponent(points) {
  const logs = points.map(({ size, time }) => ({
    x: Math.log(size),
    y: Math.log(time),
  }))
  const mean = (/** @type {number[]} */ values) =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const meanX = mean(logs.map(({ x }) => x))
  const meanY = mean(logs.map(({ y }) => y))
  const sum = (/** @type {(log: { x: number, y: number }) => number} */ of) =>
    logs.reduce((total, log) => total + of(log), 0)
  return (
    sum(({ x, y }) => (x - meanX) * (y - meanY)) /
    sum(({ x }) => (x - meanX) ** 2)
  )
}
