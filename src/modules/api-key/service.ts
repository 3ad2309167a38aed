import type { Context, Logger } from "@medusajs/framework/types"
import type { Pool } from "pg"
import { createPool } from "../../lib/create-pool"
import { currentRequest } from "../../lib/current-request"
import { summarizeFailure } from "../../lib/errors"
import { WriteBehind } from "../../lib/write-behind"
import { isSomeKeyLike, noteUses, readKey } from "./client/key-rows"
import { KeyCheck } from "./key-check"
import { StockApiKeyService } from "./stock-module"
import type { ApiKeyOptions, FoundKey } from "./types"

/** Two look for keys that are not known yet; the others never wait for those. */
const CONNECTIONS = 4
/** Together within the 5 s in which a revoked key must be refused. */
const CONNECT_TIMEOUT_MS = 1_000
const QUERY_TIMEOUT_MS = 1_500
const NOTE_USES_MS = 5_000

type Stock = InstanceType<typeof StockApiKeyService>
type StockArguments = ConstructorParameters<typeof StockApiKeyService>

/**
 * Medusa's own API keys, with a check of secret keys that is remembered for some minutes: the hash
 * costs 30 ms of a processor at each request else. All else is Medusa's.
 */
export class ApiKeyModuleService extends StockApiKeyService {
  private readonly pool: Pool
  private readonly keys: KeyCheck
  private readonly uses: WriteBehind<Date>

  constructor({ logger }: { logger: Logger }, { databaseUrl }: ApiKeyOptions) {
    super(...(arguments as unknown as StockArguments))
    this.pool = createPool(
      "api-key checks",
      {
        connectionString: databaseUrl,
        max: CONNECTIONS,
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        query_timeout: QUERY_TIMEOUT_MS,
      },
      logger
    )
    this.keys = new KeyCheck({
      isSomeKeyLike: (redacted) => isSomeKeyLike(this.pool, redacted),
      findByHash: (token) => this.findByHash(token),
      readKey: (id) => readKey(this.pool, id),
      onFailure: (error) => {
        const { code } = summarizeFailure(error)
        logger.warn(`api key: could not be checked code=${code}`)
      },
    })
    this.uses = new WriteBehind({
      everyMs: NOTE_USES_MS,
      merge: (_, later) => later,
      write: (uses) => noteUses(this.pool, uses),
      onFailure: (error) => {
        const { code } = summarizeFailure(error)
        logger.warn(`api key: last uses not written yet code=${code}`)
      },
    })
  }

  __hooks = {
    onApplicationShutdown: async () => {
      await this.uses.flush()
      await this.pool.end()
    },
  }

  /**
   * Whose secret key a token is; false where it is none, or where that cannot be said now: then
   * what is in the way is noted on the request.
   */
  override async authenticate(
    token: string
  ): ReturnType<Stock["authenticate"]> {
    const verdict = await this.keys.check(token)
    switch (verdict.kind) {
      case "right":
        currentRequest()?.keyAccepted?.()
        this.uses.note(verdict.key.id, new Date())
        return verdict.key
      case "wrong":
        currentRequest()?.keyRefused?.()
        return false
      case "unavailable":
        currentRequest()?.keyUndecided?.()
        return false
    }
  }

  /** As Medusa's own; here it counts at once, elsewhere when the row is next looked at. */
  override async revoke_(
    ...args: Parameters<Stock["revoke_"]>
  ): ReturnType<Stock["revoke_"]> {
    const revoked = await super.revoke_(...args)
    this.keys.doubtAll()
    return revoked
  }

  /** As {@link revoke_}. */
  protected override async deleteApiKeys_(
    ids: string | string[],
    context?: Context
  ): Promise<void> {
    await super.deleteApiKeys_(ids, context)
    this.keys.doubtAll()
  }

  private async findByHash(token: string): Promise<FoundKey | null> {
    const key = await super.authenticate(token)
    return key ? { id: key.id, hash: key.token } : null
  }
}
