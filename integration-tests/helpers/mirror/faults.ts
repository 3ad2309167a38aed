import { setTimeout as delay } from "node:timers/promises"
import { freePort } from "../free-port"
import { type ServerProcess, startServer } from "../server-process"
import type { Shop } from "../shop"
import type { Dice } from "./dice"

const SYNC_USER = "medusa_sync"

type Fault = { name: string; strike: (dice: Dice) => Promise<void> }

/** What happens to a mirror in bad weather, to two backends and the two databases. */
export class Faults {
  private constructor(
    private readonly shop: Shop,
    private readonly port: number,
    private second: ServerProcess
  ) {}

  /** Starts a second backend beside the shop's own. */
  static async open(shop: Shop): Promise<Faults> {
    const port = await freePort()
    return new Faults(shop, port, await startServer(port, shop.environment))
  }

  /** The kinds there are. */
  readonly all: readonly Fault[] = [
    {
      name: "kill -9 of one backend",
      strike: async (dice) => {
        await this.shop.kill()
        await delay(dice.between(0, 500))
        await this.shop.restart({}, "live")
      },
    },
    {
      name: "kill -9 of the other",
      strike: async () => {
        await this.second.end("SIGKILL")
        await this.startSecond()
      },
    },
    {
      name: "kill -9 of both, and their work is taken up",
      strike: async () => {
        await Promise.all([this.shop.kill(), this.second.end("SIGKILL")])
        await this.expireLeases()
        await this.shop.restart({}, "live")
        await this.startSecond()
      },
    },
    {
      name: "a backend stands still, and goes on when another has its work",
      strike: async (dice) => {
        process.kill(this.second.pid, "SIGSTOP")
        try {
          await this.expireLeases()
          await delay(dice.between(200, 2_000))
        } finally {
          process.kill(this.second.pid, "SIGCONT")
        }
      },
    },
    {
      name: "connections to the legacy store are cut",
      strike: async (dice) => {
        for (let times = dice.between(1, 5); times > 0; times--) {
          await this.cutLegacy()
          await delay(dice.between(0, 200))
        }
      },
    },
    {
      name: "connections to Medusa's database are cut",
      strike: async () => {
        await this.shop.db.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name ~ 'supabase-sync|^wake '`
        )
      },
    },
    {
      name: "the legacy store lets nobody in for a while",
      strike: async (dice) => {
        await this.letIn("REVOKE", "FROM")
        await this.cutLegacy()
        await delay(dice.between(500, 4_000))
        await this.letIn("GRANT", "TO")
      },
    },
    {
      name: "the legacy store is slow",
      strike: async (dice) => {
        const client = await this.shop.legacy.connect()
        try {
          await client.query(
            `BEGIN; LOCK TABLE ${dice.pick(["products", "product_variants"])} IN EXCLUSIVE MODE`
          )
          await delay(dice.between(200, 3_000))
        } finally {
          await client.query("ROLLBACK")
          client.release()
        }
      },
    },
  ]

  /** As if those who hold work had been gone for longer than a lease lasts. */
  async expireLeases(): Promise<void> {
    await this.shop.db.query(
      `UPDATE stock_item SET lease_until = clock_timestamp() - interval '1 ms'
       WHERE id IN (SELECT id FROM stock_item WHERE state = 'running' FOR UPDATE SKIP LOCKED)`
    )
  }

  /** Not ready: amid so many changes it may be far behind, which is what the weather is for. */
  private async startSecond(): Promise<void> {
    const { environment } = this.shop
    this.second = await startServer(this.port, environment, "live")
  }

  async close(): Promise<void> {
    await this.second.end("SIGKILL")
  }

  private async cutLegacy(): Promise<void> {
    await this.shop.legacy.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = '${SYNC_USER}'`
    )
  }

  private async letIn(verb: string, preposition: string): Promise<void> {
    const { rows } = await this.shop.legacy.query<{ name: string }>(
      "SELECT quote_ident(current_database()) AS name"
    )
    await this.shop.legacy.query(
      `${verb} CONNECT ON DATABASE ${rows[0]?.name ?? ""} ${preposition} PUBLIC, ${SYNC_USER}`
    )
  }
}
