import { type Cell, columns } from "./columns"
import type { DemoPayment, Hops } from "./pay-once"
import { milliseconds } from "./report-payment"
import type { Colors } from "./terminal"

const HOPS: readonly (readonly [string, keyof Hops])[] = [
  ["paid → event received", "paidToReceived"],
  ["event received → order", "receivedToOrder"],
  ["stock reserved → legacy store", "reservedToMirrored"],
  ["paid → all of it done", "total"],
]

/** The median and the longest time of each hop over several payments. */
export function reportSummary(
  payments: readonly DemoPayment[],
  { bold, dim }: Colors
): string {
  const rows = HOPS.map(([name, hop]): Cell[] => {
    const times = payments.flatMap(({ hops }) => hops[hop] ?? [])
    return [{ text: name }, ...[median(times), Math.max(...times)].map(toCell)]
  })
  const header: Cell[] = [
    { text: "Time", paint: dim },
    { text: "p50", align: "right", paint: dim },
    { text: "max", align: "right", paint: dim },
  ]
  return `\n  ${bold(`${payments.length} payments`)}\n\n${columns([header, ...rows])}\n`
}

/** The middle value; the lower one of the two where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN
}

const toCell = (ms: number): Cell => ({
  text: Number.isFinite(ms) ? milliseconds(ms) : "–",
  align: "right",
})
