import { parseArgs } from "node:util"
import { DemoError } from "./demo-error"

export const KINDS = ["priced", "ad_hoc", "express"] as const

/** The storefront's three kinds of Checkout Session. */
export type Kind = (typeof KINDS)[number]

export type WantedItem = { sku: string; quantity: number }

export type DemoOptions = {
  /** Null: a basket of the demo's own choice. */
  items: WantedItem[] | null
  times: number
  /** Null: one kind after the other. */
  kind: Kind | null
  /** In major units, as typed: «20.00»; null for no refund. */
  refund: string | null
  duplicate: number
  country: "US" | "CA"
  expressShipping: boolean
  help: boolean
}

export const usage = `Usage: npm run demo:order [-- FLAGS]

A customer pays on the storefront of the system that «npm run up» has started.
Shows the order it becomes, the stock before and after, and how long it took.

  --items SKU:QTY,…    what is bought; without it a basket that is in stock
  --times N            N payments one after the other, and how long they took
  --kind KIND          priced, ad_hoc or express; without it one after the other
  --refund AMOUNT      staff refund so much of the order, for example 20.00
  --duplicate N        Stripe delivers each event N more times
  --country US|CA      where the customer lives, and in which currency they pay
  --express-shipping   the customer pays 15.00 for express shipping
  --help               this text`

const wrongUse = (reason: string, cause?: unknown) =>
  new DemoError(`${reason}\n\n${usage}`, { exitCode: 2, cause })

/** @param args without node and script. @throws DemoError with exit code 2 on wrong use. */
export function parseDemoOptions(args: readonly string[]): DemoOptions {
  const given = readFlags(args)
  const options: DemoOptions = {
    items: given.items === undefined ? null : parseItems(given.items),
    times: parseCount("--times", given.times, { from: 1, to: 1_000 }),
    kind: given.kind === undefined ? null : parseKind(given.kind),
    refund: given.refund === undefined ? null : parseAmount(given.refund),
    duplicate: parseCount("--duplicate", given.duplicate, { from: 0, to: 100 }),
    country: parseCountry(given.country),
    expressShipping: given["express-shipping"],
    help: given.help,
  }
  if (options.kind === "express" && (options.items?.length ?? 1) > 1) {
    throw wrongUse("An express payment is for one item: name one in --items.")
  }
  return options
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        items: { type: "string" },
        times: { type: "string", default: "1" },
        kind: { type: "string" },
        refund: { type: "string" },
        duplicate: { type: "string", default: "0" },
        country: { type: "string", default: "US" },
        "express-shipping": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split(". ") : []
    throw wrongUse(`${reason ?? "Wrong flags"}.`, error)
  }
}

function parseItems(text: string): WantedItem[] {
  return text.split(",").map((part) => {
    const [, sku, quantity = "1"] =
      /^\s*([^\s:]+)(?::(\d{1,3}))?\s*$/.exec(part) ?? []
    if (!sku || Number(quantity) < 1) {
      throw wrongUse(
        `--items takes SKU:QTY, several divided by commas, not «${part.trim()}».`
      )
    }
    return { sku, quantity: Number(quantity) }
  })
}

function parseCount(
  flag: string,
  text: string,
  { from, to }: { from: number; to: number }
): number {
  const count = Number(text)
  if (!/^\d+$/.test(text) || count < from || count > to) {
    throw wrongUse(
      `${flag} takes a number from ${from} to ${to}, not «${text}».`
    )
  }
  return count
}

function parseKind(text: string): Kind {
  const kind = KINDS.find((one) => one === text)
  if (!kind) {
    throw wrongUse(`--kind takes one of ${KINDS.join(", ")}, not «${text}».`)
  }
  return kind
}

function parseAmount(text: string): string {
  if (!/^\d+(\.\d{1,2})?$/.test(text) || Number(text) === 0) {
    throw wrongUse(`--refund takes an amount such as 20.00, not «${text}».`)
  }
  return text
}

function parseCountry(text: string): "US" | "CA" {
  const country = text.toUpperCase()
  if (country !== "US" && country !== "CA") {
    throw wrongUse(`--country takes US or CA, not «${text}».`)
  }
  return country
}
