import { Command, InvalidArgumentError } from "commander"
import type { ItemNames } from "../../src/modules/supabase-sync/client/named-items"
import { type HelpWanted, parseFlags, wrongUse } from "../command/parse-flags"

export type ReconcileOptions = {
  /** Null: all of them, or what changed lately. */
  items: ItemNames | null
  quick: boolean
  apply: boolean
  /** Whether the answer is JSON, for programs. */
  json: boolean
  /** Rows of the table that are shown. */
  limit: number
}

type Flags = {
  sku?: string[]
  variant?: string[]
  product?: string[]
  quick?: boolean
  apply?: boolean
  json?: boolean
  limit: number
}

/** As it is typed. */
const COMMAND = "npm run stock:reconcile --"

const DEFAULT_LIMIT = 50

const EXAMPLES = `
Without --apply it only shows what differs. The work is done by a running server
or worker of this database; Ctrl-C stops it after the page that it is at, and the
same command goes on from there within the hour. The database is that of
DATABASE_URL, in the shell or in .env, or else of a running «npm run up».

Exit code: 0 all is equal, 1 something differs or failed, 2 wrong use.

  npm run stock:reconcile
  npm run stock:reconcile -- --sku KCT-BURGUNDY-38R-2P --apply
  npm run stock:reconcile -- --quick --json`

/** @param args without node and script. @throws DemoError with exit code 2 on wrong use. */
export function parseReconcileOptions(
  args: readonly string[]
): ReconcileOptions | HelpWanted {
  const command = reconcileCommand()
  return parseFlags(command, args) ?? toOptions(command.opts<Flags>())
}

function reconcileCommand(): Command {
  return new Command(COMMAND)
    .usage("[flags]")
    .description(
      "Compares the stock in the legacy store with Medusa's, and shows what differs."
    )
    .option(
      "--sku <sku>",
      "this size alone; may be given several times",
      addName
    )
    .option("--variant <id>", "this variant alone; the same", addName)
    .option("--product <id>", "this product with all its variants", addName)
    .option("--quick", "only what was changed or pushed lately")
    .option("--apply", "mend it; without it nothing is changed")
    .option("--json", "the run and what differs as JSON")
    .option(
      "--limit <number>",
      "show so many of what differs",
      readCount,
      DEFAULT_LIMIT
    )
    .allowExcessArguments(false)
    .helpOption("-h, --help", "this text")
    .addHelpText("after", EXAMPLES)
    .exitOverride()
}

function toOptions(flags: Flags): ReconcileOptions {
  const { sku, variant, product, quick = false } = flags
  const isChosen = (sku ?? variant ?? product) !== undefined
  if (isChosen && quick) {
    throw wrongUse(
      COMMAND,
      "--quick says what is compared, and so do --sku, --variant and --product."
    )
  }
  return {
    items: isChosen
      ? {
          skus: sku ?? [],
          variantIds: variant ?? [],
          productIds: product ?? [],
        }
      : null,
    quick,
    apply: flags.apply ?? false,
    json: flags.json ?? false,
    limit: flags.limit,
  }
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) {
    throw new InvalidArgumentError("It is a whole number from 1.")
  }
  return Number(text)
}

function addName(name: string, earlier: string[] = []): string[] {
  if (name.trim() === "") {
    throw new InvalidArgumentError("It is empty.")
  }
  return [...new Set([...earlier, name])]
}
