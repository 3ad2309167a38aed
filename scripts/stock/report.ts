import type { ReconcileRun } from "../../src/modules/supabase-sync/reconcile-types"
import type { DriftCause } from "../../src/modules/supabase-sync/types"
import { type Cell, columns } from "../demo/columns"
import type { Colors } from "../demo/terminal"
import type { DriftOfRun, ShownDrift } from "./drift-of-run"
import type { LookedOnRun } from "./look-on-run"

const number = (count: number) => count.toLocaleString("en-US")

const itemsOf = (count: number) =>
  `${number(count)} ${count === 1 ? "item" : "items"}`

/** Why, short enough for a column. */
const CAUSES: Record<DriftCause, string> = {
  not_linked: "no row carries its id",
  unknown_item: "Medusa has no such id: correct the link",
  held: "its push fails",
  edited_there: "changed there since it was pushed",
  set_back: "an older version, as after a restore",
  version_ahead: "a version that was never drawn",
  never_pushed: "never pushed",
  missed: "changed in Medusa, and nothing noted it",
}

/** What a run came to, with a table of what differs. */
export function reportRun(
  run: ReconcileRun,
  found: DriftOfRun,
  colors: Colors
): string {
  const { dim } = colors
  const { drift, count, not_linked } = found
  const hidden = count - drift.length
  return [
    "",
    headOf(run, found, colors),
    ...(run.on_their_way > 0
      ? [dim(`    ${itemsOf(run.on_their_way)} just on the way`)]
      : []),
    ...(not_linked > 0
      ? [dim(`    ${itemsOf(not_linked)} not linked there, so not compared`)]
      : []),
    ...(drift.length > 0
      ? [
          "",
          columns([
            headerRow(run, dim),
            ...drift.map((row) => driftRow(row, run, colors)),
          ]),
        ]
      : []),
    ...(hidden > 0 ? [dim(`    and ${number(hidden)} more; see --limit`)] : []),
    "",
  ].join("\n")
}

function headOf(
  { repairs, compared, differing }: ReconcileRun,
  { count, open }: DriftOfRun,
  { bold, green, yellow }: Colors
): string {
  if (differing === 0) {
    return `  ${green("✔")} ${bold(`${itemsOf(compared)} compared, none differs`)}`
  }
  const of = `${number(differing)} of ${itemsOf(compared)}`
  if (!repairs) {
    return `  ${yellow("!")} ${bold(`${of} ${differing === 1 ? "differs" : "differ"}`)}`
  }
  const mark = open === 0 ? green("✔") : yellow("!")
  return `  ${mark} ${bold(`${of} differed, ${number(count - open)} mended`)}`
}

function headerRow({ repairs }: ReconcileRun, dim: Colors["dim"]): Cell[] {
  const cell = (text: string): Cell => ({ text, paint: dim })
  const right = (text: string): Cell => ({ ...cell(text), align: "right" })
  return [
    cell("Item"),
    right("Medusa"),
    right("There"),
    right("Difference"),
    cell("Since (UTC)"),
    ...(repairs ? [cell("Mended")] : []),
    cell("Why"),
  ]
}

function driftRow(
  drift: ShownDrift,
  { repairs }: ReconcileRun,
  { dim, green, yellow }: Colors
): Cell[] {
  const { medusa_quantity, legacy_quantity, resolution } = drift
  const difference =
    legacy_quantity === null ? null : legacy_quantity - medusa_quantity
  return [
    { text: nameOf(drift) },
    { text: number(medusa_quantity), align: "right" },
    {
      text: legacy_quantity === null ? "–" : number(legacy_quantity),
      align: "right",
    },
    { text: signed(difference), align: "right", paint: yellow },
    { text: minuteOf(drift.found_at), paint: dim },
    ...(repairs
      ? [
          resolution
            ? { text: "yes", paint: green }
            : { text: "no", paint: yellow },
        ]
      : []),
    { text: whyOf(drift) },
  ]
}

const nameOf = ({ kind, sku, title, item_id }: ShownDrift) =>
  kind === "product" ? `Sum of ${title ?? item_id}` : (sku ?? item_id)

const whyOf = ({
  cause,
  held,
  medusa_quantity,
  legacy_quantity,
}: ShownDrift) =>
  cause === "held" && held
    ? `${CAUSES.held}: ${held}`
    : medusa_quantity === legacy_quantity
      ? "its mark «in stock» was changed there"
      : CAUSES[cause]

function signed(difference: number | null): string {
  if (difference === null) {
    return "–"
  }
  return `${difference > 0 ? "+" : ""}${number(difference)}`
}

const minuteOf = (time: Date) =>
  time.toISOString().slice(0, 16).replace("T", " ")

/** Why a run has not compared everything, and what can be done; null where it has. */
export function whyUnfinished({ run, end }: LookedOnRun): string | null {
  const message = run.outcome_message ?? "no reason was kept"
  switch (end) {
    case "done":
      return null
    case "stopped":
      return "Stopped. The same command goes on from here within the hour."
    case "dead":
      return `The run was given up: ${message}`
    case "failing":
      return `The run met a failure: ${message}. A worker goes on with it by itself as soon as that is over.`
    case "nobody_works":
      return "Nobody takes the run: is a server or a worker running on this database, with SUPABASE_DB_URL set? Nothing was compared."
  }
}
