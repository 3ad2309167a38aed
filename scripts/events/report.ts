import type { ListedEvent } from "../../src/modules/stripe-inbox/client/list-events"
import type { SettledEvent } from "../../src/modules/stripe-inbox/client/outcomes-of-events"
import type { EventGroup } from "../../src/modules/stripe-inbox/client/sum-up-events"
import { type Cell, columns } from "../demo/columns"
import type { Colors } from "../demo/terminal"
import type { SentOff } from "./send-off"

const MAX_GROUPS = 20

export const number = (count: number) => count.toLocaleString("en-US")

export const eventsOf = (count: number) =>
  `${number(count)} ${count === 1 ? "event" : "events"}`

const STATE_NAMES: Record<string, string> = {
  dead: "given up",
  pending: "waiting",
}

const stateName = (state: string) => STATE_NAMES[state] ?? state

/** What would be sent off, by state, type and outcome, with some of the events. */
export function reportPreview(
  groups: readonly EventGroup[],
  sample: readonly ListedEvent[],
  isLimited: boolean,
  { bold, dim, yellow }: Colors
): string {
  const total = totalOf(groups)
  const pruned = groups.reduce((sum, group) => sum + group.pruned, 0)
  const hidden = groups.slice(MAX_GROUPS)
  return [
    "",
    `  ${bold(`${eventsOf(total)} would be sent off again`)}${isLimited ? dim(", the oldest that fit") : ""}`,
    "",
    columns([headerRow(dim), ...groups.slice(0, MAX_GROUPS).map(groupRow)]),
    ...(hidden.length > 0
      ? [dim(`    and ${eventsOf(totalOf(hidden))} of other kinds`)]
      : []),
    ...(pruned > 0
      ? [
          "",
          yellow(
            `  ! ${number(pruned)} of them cannot be: the payload was pruned`
          ),
        ]
      : []),
    "",
    dim("    For example"),
    columns(sample.map((event) => sampleRow(event, dim))),
  ].join("\n")
}

export const totalOf = (groups: readonly EventGroup[]) =>
  groups.reduce((sum, { count }) => sum + count, 0)

function headerRow(dim: Colors["dim"]): Cell[] {
  return [
    { text: "State", paint: dim },
    { text: "Type", paint: dim },
    { text: "Outcome", paint: dim },
    { text: "Events", align: "right", paint: dim },
  ]
}

function groupRow({ state, type, outcome_code, count }: EventGroup): Cell[] {
  return [
    { text: stateName(state) },
    { text: type },
    { text: outcome_code ?? "–" },
    { text: number(count), align: "right" },
  ]
}

function sampleRow(event: ListedEvent, dim: Colors["dim"]): Cell[] {
  return [
    { text: event.id },
    { text: event.type },
    { text: event.payment ?? "–" },
    { text: minuteOf(event.received_at), paint: dim },
  ]
}

const minuteOf = (time: Date) =>
  time.toISOString().slice(0, 16).replace("T", " ")

/** What was sent off, and what was left alone and why. */
export function reportSentOff(
  { sent_off, already_waiting, payload_pruned }: SentOff,
  { bold, green, red, dim }: Colors
): string {
  return [
    "",
    `  ${green("✔")} ${bold(`${eventsOf(sent_off.length)} sent off`)}`,
    ...(already_waiting.length > 0
      ? [dim(`    ${eventsOf(already_waiting.length)} waited already`)]
      : []),
    ...(payload_pruned.length > 0
      ? [
          `  ${red("✖")} ${eventsOf(payload_pruned.length)} cannot be worked off any more: the payload was pruned`,
        ]
      : []),
  ].join("\n")
}

const OUTCOMES = [
  { outcome: "done", name: "Done", color: "green" },
  { outcome: "ignored", name: "Left alone", color: "green" },
  { outcome: "failing", name: "Failing, tried again later", color: "yellow" },
  { outcome: "dead", name: "Given up", color: "red" },
] as const

/** How many came to what, and with which codes they failed. */
export function reportOutcomes(
  settled: readonly SettledEvent[],
  left: number,
  colors: Colors
): string {
  const rows = OUTCOMES.flatMap(({ outcome, name, color }): Cell[][] => {
    const events = settled.filter((event) => event.outcome === outcome)
    return events.length === 0
      ? []
      : [
          [
            { text: name, paint: colors[color] },
            { text: number(events.length), align: "right", paint: colors.bold },
            { text: codesOf(events), paint: colors.dim },
          ],
        ]
  })
  const open: Cell[][] =
    left > 0
      ? [
          [
            { text: "Not worked off yet", paint: colors.yellow },
            { text: number(left), align: "right", paint: colors.bold },
            { text: "" },
          ],
        ]
      : []
  return `\n${columns([...rows, ...open])}\n`
}

function codesOf(events: readonly SettledEvent[]): string {
  const counts = new Map<string, number>()
  events.forEach(({ code }) => {
    if (code) {
      counts.set(code, (counts.get(code) ?? 0) + 1)
    }
  })
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ${number(count)}`)
    .join(", ")
}
