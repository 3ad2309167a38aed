import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { Pool } from "pg"
import { stripeCatalog } from "../../scripts/seed/catalog"
import {
  type StripeStandIn,
  startStripeStandIn,
} from "../../scripts/stripe-stand-in"
import { freePort } from "./free-port"
import {
  type ServerProcess,
  type StartedUntil,
  startServer,
} from "./server-process"
import { STAFF, type ShopDatabases, createShopDatabases } from "./shop-template"

const run = promisify(execFile)

const STRIPE_API_KEY = "sk_test_integration"
const WEBHOOK_SECRET = "whsec_integration"

/**
 * A whole shop: the built backend in its own process, its database, a legacy
 * store, and Stripe stood in for.
 */
export class Shop {
  private token: Promise<string> | null = null

  private constructor(
    readonly stripe: StripeStandIn,
    /** Medusa's database, as superuser. */
    readonly db: Pool,
    /** The legacy store, as superuser: what the old storefront may do. */
    readonly legacy: Pool,
    private readonly databases: ShopDatabases,
    private readonly port: number,
    /** What a second backend on the same data is started with. */
    readonly environment: Record<string, string>,
    private server: ServerProcess
  ) {}

  /**
   * @param name of its database: one word, unique among the suites
   * @param extra variables of the project, over what a shop needs
   * @param postgres a superuser's address of a PostgreSQL of its own, for who stops it
   */
  static async open(
    name: string,
    extra: Record<string, string> = {},
    postgres?: string
  ): Promise<Shop> {
    const databases = await createShopDatabases(`shop_${name}`, postgres)
    const port = await freePort()
    const stripe = await startStripeStandIn({
      apiKey: STRIPE_API_KEY,
      webhookSecret: WEBHOOK_SECRET,
      webhookUrl: `http://127.0.0.1:${port}/hooks/payment/stripe`,
    })
    stripe.putCatalog(stripeCatalog())
    const env = {
      DATABASE_URL: databases.databaseUrl,
      SUPABASE_DB_URL: databases.legacySyncUrl,
      STRIPE_API_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_API_BASE_URL: stripe.url,
      ...extra,
    }
    const server = await startServer(port, env).catch(
      async (error: unknown) => {
        // What is left open would keep jest from ending.
        await stripe.close()
        throw error
      }
    )
    const db = openPool(databases.databaseUrl)
    const legacy = openPool(databases.legacyAdminUrl)
    return new Shop(stripe, db, legacy, databases, port, env, server)
  }

  get url(): string {
    return this.server.url
  }

  /** Of the backend's process. */
  get pid(): number {
    return this.server.pid
  }

  /** Everything the backend has printed since it was last started. */
  output(): string {
    return this.server.output()
  }

  /** As if whoever reads the log had died. */
  stopReadingOutput(): void {
    this.server.stopReading()
  }

  /** The memory that the backend's process has in use, in MB. */
  async memoryMb(): Promise<number> {
    const { stdout } = await run("ps", [
      "-o",
      "rss=",
      "-p",
      String(this.server.pid),
    ])
    return Number(stdout) / 1024
  }

  /** Stops the backend in its tracks, as a machine does that hangs; it knows nothing of it. */
  freeze(): void {
    process.kill(this.server.pid, "SIGSTOP")
  }

  /** Lets a frozen backend go on. */
  thaw(): void {
    process.kill(this.server.pid, "SIGCONT")
  }

  /** Ends the backend as `kill -9` does. */
  async kill(): Promise<void> {
    await this.server.end("SIGKILL")
  }

  /** Ends the backend as a deployment does. @returns its exit code */
  async stop(): Promise<number | null> {
    return this.server.end("SIGTERM")
  }

  /** Starts the backend again on the same port and the same data. */
  async restart(
    extra: Record<string, string> = {},
    until: StartedUntil = "ready"
  ): Promise<void> {
    const environment = { ...this.environment, ...extra }
    this.server = await startServer(this.port, environment, until)
  }

  /** Ends everything and removes the databases. */
  async close(): Promise<void> {
    try {
      await this.server.end("SIGKILL")
    } finally {
      // What is left open would keep jest from ending.
      await this.stripe.close()
      await Promise.all([this.db.end(), this.legacy.end()])
      await this.databases.drop()
    }
  }

  /** Calls the admin API as staff. @throws Error on any answer but 2xx */
  async admin<T>(
    path: string,
    init: { method?: string; body?: unknown } = {}
  ): Promise<T> {
    const answer = await fetch(`${this.url}${path}`, {
      method: init.method ?? "GET",
      headers: {
        authorization: `Bearer ${await this.staffToken()}`,
        "content-type": "application/json",
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    })
    const text = await answer.text()
    if (!answer.ok) {
      throw new Error(`${path} answered ${answer.status}: ${text}`)
    }
    return JSON.parse(text) as T
  }

  /** A staff member's, as for `Authorization: Bearer`. Signs in once, whoever asks meanwhile. */
  staffToken(): Promise<string> {
    this.token ??= this.signIn()
    return this.token
  }

  private async signIn(): Promise<string> {
    const answer = await fetch(`${this.url}/auth/user/emailpass`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(STAFF),
    })
    if (!answer.ok) {
      this.token = null
      throw new Error(`Signing in was answered with ${answer.status}`)
    }
    const { token } = (await answer.json()) as { token: string }
    return token
  }
}

function openPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 4 })
  // Suites stop databases and end connections on purpose.
  pool.on("error", () => undefined)
  return pool
}
