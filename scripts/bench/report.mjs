// @ts-check
import { cpus, platform, release, totalmem } from "node:os"
import Table from "cli-table3"
import { judge } from "./finding.mjs"

/** @typedef {import("./finding.mjs").Finding} Finding */

/** @param {number} value */
const short = (value) =>
  value >= 100
    ? value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",")
    : value.toFixed(value >= 10 ? 1 : 2)

/** @param {Finding} finding */
function goalText({ goal, unit }) {
  switch (goal.kind) {
    case "times at least":
      return `≥ ${goal.bound} ×`
    case "times at most":
      return `≤ ${goal.bound} ×`
    case "at most":
      return `≤ ${goal.bound} ${unit}`.trimEnd()
    case "told":
      return ""
  }
}

/** @param {boolean | null} reached */
function reachedText(reached) {
  if (reached === null) return ""
  return reached ? "yes" : "no"
}

/**
 * @param {readonly Finding[]} findings
 * @returns {string} medians, a line a finding
 */
export function toTable(findings) {
  const table = new Table({
    head: ["", "", "ours", "theirs", "ratio", "goal", "reached"],
    colAligns: ["left", "left", "right", "right", "right", "right", "left"],
    // Colours are the terminal's affair, and this may be a file.
    style: { head: [], border: [] },
  })
  for (const finding of findings) {
    const { ours, theirs, ratio, reached } = judge(finding)
    table.push([
      finding.figure,
      finding.theirs
        ? `${finding.what}, beside ${finding.theirs.name}`
        : finding.what,
      `${short(ours)} ${finding.unit}`.trimEnd(),
      theirs === null ? "" : `${short(theirs)} ${finding.unit}`.trimEnd(),
      ratio === null ? "" : `${ratio.toFixed(2)} ×`,
      goalText(finding),
      reachedText(reached),
    ])
  }
  return table.toString()
}

/** What the figures were measured on: they mean nothing on another machine. */
export const thisMachine = () => ({
  node: process.version,
  system: `${platform()} ${release()}`,
  processors: cpus().length,
  processor: cpus()[0]?.model ?? "",
  memory_gib: Math.round(totalmem() / 1024 ** 3),
})

/**
 * @param {readonly Finding[]} findings
 * @param {ReturnType<typeof thisMachine>} machine
 * @returns what goes into the JSON file: medians, and the runs behind them
 */
export const toJson = (findings, machine) => ({
  machine,
  findings: findings.map((finding) => {
    const { ours, theirs, ratio, reached } = judge(finding)
    return {
      figure: finding.figure,
      what: finding.what,
      unit: finding.unit,
      ours,
      beside: finding.theirs?.name ?? null,
      theirs,
      ratio,
      goal: finding.goal,
      reached,
      runs: { ours: finding.ours, theirs: finding.theirs?.values ?? [] },
    }
  }),
})
