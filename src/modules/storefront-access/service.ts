import type { Logger } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"
import type { Pool } from "pg"
import { createPool } from "../../lib/create-pool"
import { KeyCalls } from "./client/key-calls"
import { KeyScopes } from "./client/key-scopes"
import { mayCall } from "./domain/may-call"
import { KeyScopeRow } from "./models/key-scope"
import { KeyUsage } from "./models/key-usage"
import type { StorefrontAccessOptions } from "./types"

const CONNECTIONS = 2
/** Together within the 5 s in which a change of what a key may call must count. */
const CONNECT_TIMEOUT_MS = 1_000
const QUERY_TIMEOUT_MS = 1_500

/** What a secret key may call, and how often it does. */
export class StorefrontAccessModuleService extends MedusaService({
  KeyScope: KeyScopeRow,
  KeyUsage,
}) {
  readonly scopes: KeyScopes
  readonly calls: KeyCalls
  private readonly pool: Pool

  constructor(
    { logger }: { logger: Logger },
    { databaseUrl }: StorefrontAccessOptions
  ) {
    super(...arguments)
    this.pool = createPool(
      "storefront-access keys",
      {
        connectionString: databaseUrl,
        max: CONNECTIONS,
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        query_timeout: QUERY_TIMEOUT_MS,
      },
      logger
    )
    this.scopes = new KeyScopes(this.pool)
    this.calls = new KeyCalls(this.pool, logger)
  }

  __hooks = {
    onApplicationShutdown: async () => {
      await this.calls.flush()
      await this.pool.end()
    },
  }

  /**
   * Whether a key may make a call, which is counted.
   *
   * @param path as it stands in the address, without the query
   * @throws Error of the database: then nothing is let through.
   */
  async admit(keyId: string, method: string, path: string): Promise<boolean> {
    const isAdmitted = mayCall(await this.scopes.of(keyId), method, path)
    this.calls.count(keyId, !isAdmitted)
    return isAdmitted
  }
}
