import { Command, InvalidArgumentError } from "commander"
import type { StripeCatalog } from "./catalog"
import { startStripeStandIn } from "./start"

interface Flags {
  port: number
  webhookUrl: string[]
  webhookSecret: string
  apiKey: string
  demoCatalog?: boolean
  stateFile?: string
}

const program = new Command("stripe-stand-in")
  .description(
    "A Stripe account of one's own, on this machine only, for the demo and for tests."
  )
  .requiredOption(
    "--api-key <key>",
    "the secret key that the API accepts, sk_test_…"
  )
  .requiredOption(
    "--webhook-secret <secret>",
    "the secret that signs the webhooks, whsec_…"
  )
  .option(
    "--port <number>",
    "the port to listen on, 0 for a free one",
    readPort,
    0
  )
  .option(
    "--webhook-url <url>",
    "where events go; may be given several times",
    addUrl,
    []
  )
  .option(
    "--demo-catalog",
    "know the products and prices of the demo's catalogue"
  )
  .option("--state-file <path>", "keep all objects in this file over a restart")

program.parse()
void run(program.opts<Flags>()).catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`
  )
  process.exitCode = 1
})

async function run(flags: Flags): Promise<void> {
  const catalog = flags.demoCatalog ? await loadDemoCatalog() : undefined
  const standIn = await startStripeStandIn(flags)
  if (catalog) {
    standIn.putCatalog(catalog)
  }
  let closing = false
  const stop = () => {
    if (!closing) {
      closing = true
      void standIn.close()
    }
  }
  process.on("SIGTERM", stop)
  process.on("SIGINT", stop)
  process.stdout.write(`${JSON.stringify({ ready: true, url: standIn.url })}\n`)
}

/** Loaded only when it is wanted: the stand-in itself does not need the demo's catalogue. */
async function loadDemoCatalog(): Promise<StripeCatalog> {
  const { stripeCatalog } = await import("../seed/catalog.js")
  return stripeCatalog()
}

function readPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError("a port is a whole number from 0 to 65535")
  }
  return port
}

function addUrl(url: string, earlier: string[]): string[] {
  if (!URL.canParse(url)) {
    throw new InvalidArgumentError("not a URL")
  }
  return [...earlier, url]
}
