import { Option, program } from "commander"
import {
  createLegacyStore,
  type LegacyStorePreset,
} from "./create-legacy-store"

type Options = {
  url: string
  preset: LegacyStorePreset
  syncPassword?: string
  empty: boolean
}

async function main(): Promise<void> {
  const { url, preset, syncPassword, empty } = program
    .description(
      "Makes a stand-in for the shop's Supabase and prints how Medusa signs in there."
    )
    .requiredOption(
      "--url <url>",
      "a superuser's connection string to the store's database"
    )
    .addOption(
      new Option("--preset <preset>", "which tables the shop has")
        .choices(["variants", "products"])
        .default("variants")
    )
    .option(
      "--sync-password <password>",
      "password of medusa_sync (default: made at random)"
    )
    .option("--empty", "make the tables, but no rows", false)
    .parse()
    .opts<Options>()
  const store = await createLegacyStore(url, {
    preset,
    withCatalog: !empty,
    ...(syncPassword === undefined ? {} : { syncPassword }),
  })
  process.stdout.write(`${JSON.stringify(store)}\n`)
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`The legacy store could not be made: ${reason}\n`)
  process.exitCode = 1
})
